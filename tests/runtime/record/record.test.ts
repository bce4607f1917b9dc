import { expect, test } from '@jest/globals';
import type { Entity, LedgerDefinition } from '../../../runtime/package';
import { UnitLookup } from '../../../runtime/organization';
import { compileLedger, ledgerRow, maskCells } from '../../../runtime/ledger';
import { identityOf, recordNumber, recordNumberPrefix, saveRecord } from '../../../runtime/record';

const entity: Entity = {
  key: 'household',
  title: '农户',
  label: 'headName',
  number: { prefix: 'village', digits: 4 },
  identity: ['idNumber', 'village'],
  unit: 'village',
  statuses: [
    { value: '申报中', tone: 'processing', active: false },
    { value: '监测中', tone: 'warning', active: true },
  ],
  fields: [],
};
const meta = { id: 'r1', number: 'V0001', at: 1_000, actor: null, caseId: 'c1', sourceId: 's1' };
const data = { headName: '普正荣', village: 'V', idNumber: '1', population: 4 };

test('a record keeps what is not named, and its revision says before and after', () => {
  const first = saveRecord(entity, null, { data }, meta);
  expect(first.record).toMatchObject({
    label: '普正荣',
    unit: 'V',
    status: '申报中',
    revision: 1,
    createdAt: 1_000,
  });
  const second = saveRecord(
    entity,
    first.record,
    { data: { population: 5 }, status: '监测中' },
    { ...meta, id: 'other', number: 'other', at: 2_000 },
  );
  expect(second.record).toMatchObject({
    id: 'r1',
    number: 'V0001',
    createdAt: 1_000,
    updatedAt: 2_000,
    revision: 2,
    data: { ...data, population: 5 },
  });
  expect(second.revision.changes).toEqual([
    { path: 'status', before: '申报中', after: '监测中' },
    { path: 'population', before: 4, after: 5 },
  ]);
});

test('numbers and identity; a missing part is no identity; a wrong rule is an empty text', () => {
  expect(recordNumber(entity, recordNumberPrefix(entity, data), 12)).toBe('V0012');
  expect(identityOf(entity, data)).toBe('1|V');
  expect(identityOf(entity, { ...data, village: '' })).toBeNull();
  expect(identityOf(entity, { village: 'V' })).toBeNull();
  const broken = { ...entity, label: '(', number: { prefix: 'nothing', digits: 2 } };
  expect(saveRecord({ ...broken, statuses: [] }, null, { data: {} }, meta).record).toMatchObject({
    label: '',
    unit: '',
    status: '',
  });
  expect(recordNumberPrefix(broken, data)).toBe('');
});

const ledger: LedgerDefinition = {
  key: 'l',
  title: '台账',
  entity: 'household',
  level: 'village',
  filter: '$record.status = "监测中"',
  columns: [
    { key: 'id', title: '证件', expression: 'idNumber', type: 'text', mask: 'id' },
    { key: 'many', title: '多', expression: 'kinds', type: 'text' },
    { key: 'yes', title: '是', expression: 'population > 3', type: 'text' },
    { key: 'none', title: '无', expression: '{"a": 1}', type: 'text' },
    { key: 'wrong', title: '错', expression: '"x" * 1', type: 'integer' },
    { key: 'unit', title: '村', expression: '$units.village.name', type: 'text' },
    { key: 'people', title: '人口', expression: 'population', type: 'integer' },
  ],
};

test('a ledger lists what its filter takes, in words, and masks for those who may not see', () => {
  const compiled = compileLedger(ledger);
  if (!compiled.ok) throw new Error('not compiled');
  const units = new UnitLookup([{ code: 'V', name: '糯租村', type: 'village' }]);
  const kept = { ...data, idNumber: '532599197403120012', kinds: ['病', '灾'] };
  const { record } = saveRecord(entity, null, { data: kept, status: '监测中' }, meta);
  const row = ledgerRow(compiled.value, record, units, {});
  expect(row?.cells).toEqual({
    id: '532599197403120012',
    many: '病、灾',
    yes: '是',
    none: null,
    wrong: null,
    unit: '糯租村',
    people: 4,
  });
  const cells = row?.cells ?? {};
  expect(maskCells(ledger, cells)).toMatchObject({ id: '532599********0012', people: 4 });
  expect(maskCells(ledger, { id: null })).toEqual({ id: null });
  expect(ledgerRow(compiled.value, { ...record, status: '申报中' }, units, {})).toBeNull();
  const wrong = compileLedger({ ...ledger, filter: '(' });
  expect(!wrong.ok && wrong.error[0]).toMatchObject({
    code: 'PKG-EXPRESSION',
    at: 'ledgers/l.json#/filter',
  });
  const { filter: _filter, ...open } = ledger;
  const all = compileLedger(open);
  expect(all.ok && ledgerRow(all.value, { ...record, status: '申报中' }, units, {})).not.toBeNull();
});
