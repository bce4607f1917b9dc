import { setTimeout } from 'node:timers/promises';
import { formContextOf } from '../../runtime/case';
import type { ImportView } from '../../runtime/contract';
import { applicationOf } from '../server/support/applicants';
import { fillList } from '../server/support/list';
import { openOffice } from '../server/support/office';
import type { BenchRow } from './row';

const ROWS = Number(process.env['BENCH_IMPORT_ROWS'] ?? 10_000);
const PATH = '/matters/mile-2020/identify/start_registered';

/** A list of applicants, each with a family of four, from its upload until all are applications; beside it one who works. */
export async function importBench(): Promise<BenchRow[]> {
  const office = await openOffice();
  try {
    await office.at('2020-06-03T10:00:00+08:00');
    const clerk = await office.logIn('zhanghui');
    const [loaded] = await office.context.packages.all();
    const form = loaded?.forms.get('a1');
    if (loaded === undefined || form === undefined) throw new Error('no annex 1');
    const environment = { package: loaded, at: office.context.clock(), actor: null, record: null };
    const context = formContextOf(environment, null, '2020-06-03');
    const address = `${office.url}/api${PATH}/template.xlsx`;
    const reply = await fetch(address, { headers: { cookie: clerk.cookie } });
    const template = Buffer.from(await reply.arrayBuffer());
    const applicants = Array.from({ length: ROWS }, (_, order) => applicationOf(order));
    const workbook = await fillList(template, form, context, applicants);
    const bytes = Buffer.from(await workbook.xlsx.writeBuffer());

    const body = new FormData();
    body.append('file', new Blob([Uint8Array.from(bytes)]), '名单.xlsx');
    const began = performance.now();
    const sent = await clerk.fetch('POST', `${PATH}/imports`, body);
    const importId = String(sent.body['id']);
    let now: ImportView = await clerk.get('getImport', { params: { importId } });
    const others: number[] = [];
    while (!['done', 'refused', 'failed'].includes(now.state)) {
      await setTimeout(100);
      const asked = performance.now();
      await clerk.get('getToday');
      others.push(performance.now() - asked);
      now = await clerk.get('getImport', { params: { importId } });
    }
    const seconds = (performance.now() - began) / 1_000;
    if (now.state !== 'done')
      throw new Error(`${now.state}: ${JSON.stringify(now.problems.slice(0, 3))}`);
    others.sort((one, other) => one - other);
    return [
      {
        name: `import of ${ROWS} applicants`,
        value: seconds,
        unit: 's',
        note: `target 60 for 10,000; ${(bytes.length / 1_048_576).toFixed(1)} MB, each with a family of four`,
      },
      {
        name: '  p95 of 今天 meanwhile',
        value: others[Math.floor(others.length * 0.95)] ?? 0,
        unit: 'ms',
      },
    ];
  } finally {
    await office.stop();
  }
}
