/** A package with one mistake: what the check says of it. */
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadPackage } from '../../../runtime/package';

const mile = resolve(import.meta.dirname, '../../../definitions/mile-2020');

function filesBelow(directory: string): [string, string][] {
  return readdirSync(directory).flatMap((name): [string, string][] => {
    const path = join(directory, name);
    return statSync(path).isDirectory()
      ? filesBelow(path)
      : [[relative(mile, path), readFileSync(path, 'utf8')]];
  });
}

const whole = new Map(filesBelow(mile));
const PROCESS = 'processes/identify.bpmn';

async function codesWith(
  path: string,
  from: string | RegExp,
  to: string,
): Promise<readonly string[]> {
  const text = whole.get(path) ?? '';
  const changed = text.replace(from, to);
  expect(changed).not.toBe(text);
  const { problems } = await loadPackage(new Map([...whole, [path, changed]]));
  return problems.map((problem) => problem.code);
}

test.each([
  ['organization.json', /"type": "village"/, '"type": "hamlet"', 'PKG-UNKNOWN-LEVEL'],
  ['organization.json', /"code": "532504108206"/, '"code": "532504108"', 'PKG-DUPLICATE'],
  ['roles.json', /"unitType": "village"/, '"unitType": "hamlet"', 'PKG-UNKNOWN-LEVEL'],
  [
    'entities/household.json',
    /"dictionary": "[^"]+"/,
    '"dictionary": "none"',
    'PKG-UNKNOWN-DICTIONARY',
  ],
  ['ledgers/village.json', '"level": "village"', '"level": "hamlet"', 'PKG-UNKNOWN-LEVEL'],
  ['ledgers/village.json', /"sort": \[\s*"[^"]+"/, '"sort": ["none"', 'PKG-UNKNOWN-COLUMN'],
  [
    'ledgers/village.json',
    '"expression": "groupName"',
    '"expression": "grupName"',
    'PKG-UNKNOWN-FIELD',
  ],
  ['scenarios/s1.json', '"role": "villageClerk"', '"role": "vilageClerk"', 'PKG-UNKNOWN-ROLE'],
  [PROCESS, 'starterRoles="', 'starterRoles="nobody ', 'PKG-UNKNOWN-ROLE'],
  [PROCESS, 'type="saveRecord"', 'type="saveRecords"', 'PKG-UNKNOWN-ACTION'],
  [PROCESS, /senderRoles="[^"]*"/, 'senderRoles="nobody"', 'PKG-UNKNOWN-ROLE'],
  [
    PROCESS,
    '<banshi:assignment roles="villageClerk"',
    '<banshi:assignment roles="clerk"',
    'PKG-UNKNOWN-ROLE',
  ],
  [
    PROCESS,
    /<banshi:assignment roles="villageClerk" level="village"\/>/,
    '<banshi:assignment/>',
    'PKG-NO-PERFORMER',
  ],
  [PROCESS, 'key="d04" variable="publicity"', 'key="d40" variable="publicity"', 'PKG-UNKNOWN-FORM'],
  [PROCESS, 'review.result = "通过"', 'review.reslt = "通过"', 'PKG-UNKNOWN-FIELD'],
  [PROCESS, 'resultField="result"', 'resultField="reslt"', 'PKG-UNKNOWN-FIELD'],
  [PROCESS, '$params.publicityEnabled', '$params.publicityEnable', 'PKG-UNKNOWN-PARAMETER'],
  [PROCESS, 'expression="\'household\'"', 'expression="\'houshold\'"', 'PKG-UNKNOWN-ENTITY'],
  [PROCESS, 'separateFrom="', 'separateFrom="t_none ', 'PKG-UNKNOWN-ELEMENT'],
])('%s with %s as %s is %s', async (path, from, to, code) => {
  expect(await codesWith(path, from, to)).toContain(code);
});
