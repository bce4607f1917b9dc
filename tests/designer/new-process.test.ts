/** A procedure made from the templates passes the package's own checks and runs from application to its end. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { newForm } from '../../designer/templates/new-form';
import { type NewProcess, newProcess } from '../../designer/templates/new-process';
import { type LoadedPackage, type Scenario, loadPackage } from '../../runtime/package';
import { runScenario } from '../../runtime/scenario';

const directory = resolve(import.meta.dirname, '../../definitions/mile-2020');

function readFiles(folder: string): [string, string][] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory()
      ? readFiles(path)
      : [[relative(directory, path), readFileSync(path, 'utf8')] as [string, string]];
  });
}

const settings: NewProcess = {
  key: 'seal',
  title: '用印 <"申请"> & 登记',
  starterRoles: ['villageClerk'],
  reviewerRoles: ['townshipReviewer'],
  reviewLevel: 'township',
  reviewDays: 3,
  applicationForm: 'sealApplication',
  opinionForm: 'sealOpinion',
  caseTitleField: 'applicantName',
};

async function load(): Promise<LoadedPackage> {
  const files = new Map(readFiles(directory));
  files.set(
    'forms/sealApplication.form.json',
    JSON.stringify(newForm('sealApplication', '用印申请表', 'application')),
  );
  files.set(
    'forms/sealOpinion.form.json',
    JSON.stringify(newForm('sealOpinion', '用印审核意见', 'opinion')),
  );
  files.set('forms/blank.form.json', JSON.stringify(newForm('blank', '空白表', 'blank')));
  files.set('processes/seal.bpmn', newProcess(settings));
  const result = await loadPackage(files);
  // The blank form is for no step yet.
  expect(result.problems.map(({ code, at }) => [code, at])).toEqual([
    ['PKG-UNUSED-FORM', 'forms/blank.form.json'],
  ]);
  if (result.package === undefined) throw new Error('the package does not load');
  return result.package;
}

function decided(outcome: string, then: Scenario['steps']): Scenario {
  return {
    key: 'seal',
    title: 'seal',
    actors: {
      clerk: { role: 'villageClerk', unit: '532504108206' },
      leader: { role: 'townshipReviewer', unit: '532504108' },
    },
    start: {
      at: '2020-06-01T09:00:00+08:00',
      process: 'seal',
      startEvent: 'start',
      as: 'clerk',
      forms: {
        application: {
          applicantName: '普建明',
          phone: '13808731234',
          reason: '证明用章',
          applyDate: '2020-06-01',
        },
      },
    },
    steps: [
      { expect: { openTasks: ['t_review'] } },
      {
        complete: 't_review',
        as: 'leader',
        outcome,
        opinion: '材料已核对，意见如上',
        forms: { review: { opinionDate: '2020-06-02' } },
      },
      ...then,
    ],
  };
}

test.each([
  ['同意', { expect: { state: 'completed', result: '办结' } }],
  ['不同意', { expect: { state: 'completed', result: '不同意' } }],
  ['退回补正', { expect: { openTasks: ['t_apply'] } }],
])('the review of a new process ends it or returns it: %s', async (outcome, then) => {
  const loaded = await load();
  const matter = loaded.deployment.processes.get('seal')?.nodes.get('start')?.matter;
  expect(matter?.title).toBe('用印 <"申请"> & 登记');
  expect(runScenario(loaded, decided(outcome, [then])).failures).toEqual([]);
});
