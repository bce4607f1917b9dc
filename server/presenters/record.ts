import type {
  Dossier,
  RecordField,
  RecordRevisionView,
  RecordSummary,
} from '../../runtime/contract';
import { formatMoney, maskText } from '../../runtime/kernel';
import type { Entity, LoadedPackage } from '../../runtime/package';
import type { RecordRevision } from '../../runtime/record';
import type { RecordDocument } from '../models/record';

function entityOf(loaded: LoadedPackage, key: string): Entity | undefined {
  return loaded.entities.get(key);
}

type FieldDefinition = Entity['fields'][number];

/** A value in words, not masked. */
function plainText(
  loaded: LoadedPackage,
  field: FieldDefinition | undefined,
  value: unknown,
): string {
  if (value === undefined || value === null || value === '') return '';
  const items =
    field?.dictionary === undefined ? undefined : loaded.dictionaries.get(field.dictionary)?.items;
  const label = (one: unknown): string =>
    items?.find((item) => item.value === one)?.label ?? String(one);
  if (Array.isArray(value)) {
    return field?.type === 'rows' ? `${value.length} 人` : value.map(label).join('、');
  }
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (field?.type === 'money' && typeof value === 'number') return formatMoney(value);
  if (field?.type === 'unit') return loaded.units.displayPath(String(value)) || String(value);
  return typeof value === 'object' ? '' : label(value);
}

/** A value in the words of the screen, masked where the entity says so. */
export function displayField(
  loaded: LoadedPackage,
  field: FieldDefinition | undefined,
  value: unknown,
  mask = true,
): string {
  const text = plainText(loaded, field, value);
  return mask && field?.mask !== undefined && text !== '' ? maskText(text, field.mask) : text;
}

export function recordSummary(document: RecordDocument, loaded: LoadedPackage): RecordSummary {
  const { record } = document;
  const entity = entityOf(loaded, document.entity);
  const status = entity?.statuses.find((one) => one.value === record.status);
  const identity = entity?.fields.find((field) => field.path === entity.identity[0]);
  return {
    id: document._id,
    number: record.number,
    label: record.label,
    unit: record.unit,
    unitName: loaded.units.get(record.unit)?.name ?? record.unit,
    unitPath: loaded.units.displayPath(record.unit),
    status: record.status,
    tone: status?.tone ?? 'default',
    active: status?.active ?? false,
    identityMasked:
      identity === undefined ? null : displayField(loaded, identity, record.data[identity.path]),
    category: document.category,
    updatedAt: record.updatedAt,
  };
}

function recordFields(document: RecordDocument, loaded: LoadedPackage): RecordField[] {
  const entity = entityOf(loaded, document.entity);
  return (entity?.fields ?? [])
    .filter((field) => field.type !== 'rows' && document.record.data[field.path] !== undefined)
    .map((field) => ({
      path: field.path,
      title: field.title,
      type: field.type,
      display: displayField(loaded, field, document.record.data[field.path]),
      masked: field.mask !== undefined,
    }));
}

const MEMBER_COLUMNS = [
  { key: 'name', title: '姓名' },
  { key: 'relation', title: '与户主关系' },
  { key: 'idNumber', title: '证件号码' },
  { key: 'gender', title: '性别' },
  { key: 'age', title: '年龄' },
  { key: 'education', title: '文化程度' },
  { key: 'schoolStatus', title: '在校生状况' },
  { key: 'health', title: '健康状况' },
  { key: 'laborSkill', title: '劳动技能' },
  { key: 'status', title: '成员状态' },
];

function memberRows(
  document: RecordDocument,
  loaded: LoadedPackage,
): Pick<Dossier, 'members' | 'memberColumns'> {
  const path = entityOf(loaded, document.entity)?.members;
  const rows = path === undefined ? [] : document.record.data[path];
  const members = (Array.isArray(rows) ? (rows as Record<string, unknown>[]) : []).map((row) =>
    Object.fromEntries(
      MEMBER_COLUMNS.map(({ key }) => {
        const value = row[key];
        const text = Array.isArray(value)
          ? value.map(String).join('、')
          : value === undefined
            ? ''
            : String(value);
        return [key, key === 'idNumber' ? maskText(text, 'id') : text] as const;
      }),
    ),
  );
  return { members, memberColumns: MEMBER_COLUMNS };
}

export function revisionView(
  revision: RecordRevision,
  document: RecordDocument,
  loaded: LoadedPackage,
  caseNumber: string | null,
): RecordRevisionView {
  const entity = entityOf(loaded, document.entity);
  return {
    revision: revision.revision,
    at: revision.at,
    actorName: revision.actor?.name ?? '系统',
    caseNumber,
    status: revision.status,
    changes: revision.changes.map(({ path, before, after }) => {
      const field = entity?.fields.find((one) => one.path === path);
      return {
        path,
        title: path === 'status' ? '状态' : (field?.title ?? path),
        before: before === null ? null : displayField(loaded, field, before),
        after: after === null ? null : displayField(loaded, field, after),
      };
    }),
  };
}

export function dossierHead(
  document: RecordDocument,
  loaded: LoadedPackage,
): RecordSummary & Pick<Dossier, 'fields' | 'members' | 'memberColumns'> {
  return {
    ...recordSummary(document, loaded),
    fields: recordFields(document, loaded),
    ...memberRows(document, loaded),
  };
}
