import { z } from 'zod';
import type { FormDocument } from '../form';

const key = z.string().regex(/^[A-Za-z][\w-]{0,63}$/, '须以字母开头，只含字母、数字、- 和 _');
const date = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '须为 YYYY-MM-DD');
const title = z.string().min(1).max(200);
/** Where a text editor finds the file's JSON Schema. */
const $schema = z.string().optional();
/** What is inside is `runtime/form`'s to check; the shape is told to editors in `packageSchemas`. */
const formNodes = z.looseObject({ type: z.literal('object') });

/** manifest.json: what the package is, who issued it and on what legal basis. */
export const manifestFile = z.strictObject({
  $schema,
  formatVersion: z.literal(1),
  key,
  title,
  version: z.string().regex(/^\d+\.\d+\.\d+$/, '须为 主.次.修订'),
  issuer: z.string(),
  issuedOn: date,
  publishedOn: date.optional(),
  legalBasis: z.array(z.string()),
  locale: z.literal('zh-CN'),
  description: z.string(),
});

/** parameters.json: what another county changes, with values that take effect on a day. */
export const parametersFile = z.strictObject({
  $schema,
  parameters: z.array(
    z.strictObject({
      key,
      title,
      type: z.enum(['number', 'string', 'boolean', 'date', 'list', 'object']),
      unit: z.string().optional(),
      value: z.unknown(),
      values: z.array(z.strictObject({ validFrom: date, value: z.unknown() })).optional(),
      description: z.string().optional(),
      basis: z.string().optional(),
      group: z.string().optional(),
    }),
  ),
});

/** organization.json: unit types and the unit tree. */
export const organizationFile = z.strictObject({
  $schema,
  unitTypes: z.array(z.strictObject({ key, title, parent: key.optional() })),
  units: z.array(
    z.strictObject({
      code: z.string().min(1).max(20),
      name: title,
      type: key,
      parent: z.string().optional(),
      validFrom: date.optional(),
      validTo: date.optional(),
    }),
  ),
});

/** What a role may do besides performing tasks. */
export const permission = z.enum([
  'household.read',
  'household.unmask',
  'ledger.read',
  'ledger.export',
  'case.read',
  'definition.edit',
  'definition.publish',
  'organization.edit',
  'operations',
  'audit.read',
]);

/** calendar.json: which days offices work, year by year; a year that is not listed has Monday to Friday. */
export const calendarFile = z.strictObject({
  $schema,
  years: z.array(
    z.strictObject({
      year: z.number().int().min(1900).max(2200),
      /** The notice that arranges the year's holidays. */
      basis: z.string().optional(),
      holidays: z.array(
        z.strictObject({
          name: title,
          from: date,
          to: date,
          /** 调休: days of a weekend on which offices work instead. */
          makeUpDays: z.array(date).optional(),
        }),
      ),
    }),
  ),
});

/** roles.json */
export const rolesFile = z.strictObject({
  $schema,
  roles: z.array(z.strictObject({ key, title, unitType: key, permissions: z.array(permission) })),
});

/** dictionaries/*.json: a code list. */
export const dictionaryFile = z.strictObject({
  $schema,
  key,
  title,
  items: z.array(
    z.strictObject({
      value: z.string(),
      label: z.string(),
      parent: z.string().optional(),
      disabled: z.boolean().optional(),
    }),
  ),
});

/** entities/*.json: a kind of record. */
export const entityFile = z.strictObject({
  $schema,
  key,
  title,
  /** JSONata over the data → the record's name on lists. */
  label: z.string(),
  /** A running number of its own per prefix. */
  number: z.strictObject({ prefix: z.string(), digits: z.number().int().min(1).max(10) }),
  /** Paths that together say which record it is. */
  identity: z.array(z.string()).min(1),
  /** Path of the unit code. */
  unit: z.string(),
  /** Paths whose values may occur in one active record only, for example `members.idNumber`. */
  unique: z.array(z.string()).optional(),
  category: z.string().optional(),
  members: z.string().optional(),
  statuses: z.array(
    z.strictObject({
      value: z.string(),
      tone: z.enum(['processing', 'success', 'warning', 'error', 'default']),
      active: z.boolean(),
    }),
  ),
  fields: z.array(
    z.strictObject({
      path: z.string(),
      title,
      type: z.enum([
        'text',
        'integer',
        'money',
        'date',
        'month',
        'boolean',
        'list',
        'unit',
        'rows',
      ]),
      mask: z.enum(['id', 'phone', 'bank', 'name']).optional(),
      dictionary: key.optional(),
    }),
  ),
});

/** ledgers/*.json: a view over records. */
export const ledgerFile = z.strictObject({
  $schema,
  key,
  title,
  header: z.string().optional(),
  entity: key,
  level: key,
  /** JSONata: which records it lists. */
  filter: z.string().optional(),
  columns: z.array(
    z.strictObject({
      key,
      title,
      expression: z.string(),
      type: z.enum(['text', 'integer', 'money', 'date', 'month', 'percent']),
      width: z.number().optional(),
      mask: z.enum(['id', 'phone', 'bank', 'name']).optional(),
      group: z.string().optional(),
      filterable: z.boolean().optional(),
    }),
  ),
  sort: z.array(z.string()).optional(),
  totals: z.array(z.string()).optional(),
});

const formValues = z.record(z.string(), z.record(z.string(), z.unknown()));
const refusal = z.union([
  z.string(),
  z.strictObject({ code: z.string(), path: z.string().optional() }),
]);

const expectation = z.strictObject({
  openTasks: z.array(z.string()).optional(),
  path: z.array(z.string()).optional(),
  state: z.string().optional(),
  result: z.string().optional(),
  record: z
    .strictObject({
      status: z.string().optional(),
      data: z.record(z.string(), z.unknown()).optional(),
    })
    .optional(),
  ledgers: z
    .record(
      z.string(),
      z.strictObject({
        rows: z.number().int(),
        contains: z.record(z.string(), z.unknown()).optional(),
      }),
    )
    .optional(),
  variables: z.record(z.string(), z.unknown()).optional(),
});

/** scenarios/*.json: a worked example that people would walk, and what must hold. */
export const scenarioFile = z.strictObject({
  $schema,
  key,
  title,
  description: z.string().optional(),
  /** Why it is not played for now, for example because a step was added that it does not know. */
  suspended: z.string().min(2).max(200).optional(),
  /** Parameters that differ from the package's, for "another county" variants. */
  parameters: z.record(z.string(), z.unknown()).optional(),
  actors: z.record(z.string(), z.strictObject({ role: z.string(), unit: z.string() })),
  start: z.strictObject({
    at: z.string(),
    process: z.string(),
    startEvent: z.string(),
    as: z.string(),
    forms: formValues,
    warningReasons: z.record(z.string(), z.string()).optional(),
    refused: refusal.optional(),
  }),
  steps: z.array(
    z.union([
      z.strictObject({
        complete: z.string(),
        as: z.string(),
        at: z.string().optional(),
        forms: formValues.optional(),
        outcome: z.string().optional(),
        opinion: z.string().optional(),
        warningReasons: z.record(z.string(), z.string()).optional(),
        refused: refusal.optional(),
      }),
      z.strictObject({ advanceTo: z.string() }),
      z.strictObject({
        message: z.string(),
        as: z.string(),
        at: z.string().optional(),
        reason: z.string().optional(),
        variables: z.record(z.string(), z.unknown()).optional(),
        refused: refusal.optional(),
      }),
      z.strictObject({ expect: expectation }),
    ]),
  ),
});

/** forms/*.form.json: its head; `runtime/form` checks the schema and the print layout node by node. */
export const formFile = z.strictObject({
  $schema,
  key,
  title,
  annex: z.string().optional(),
  description: z.string().optional(),
  schema: formNodes,
  print: z.looseObject({}).optional(),
});

export type Manifest = z.infer<typeof manifestFile>;
export type Parameters = z.infer<typeof parametersFile>;
export type Parameter = Parameters['parameters'][number];
export type Organization = z.infer<typeof organizationFile>;
export type Calendar = z.infer<typeof calendarFile>;
export type Roles = z.infer<typeof rolesFile>;
export type Permission = z.infer<typeof permission>;
export type Dictionary = z.infer<typeof dictionaryFile>;
export type Entity = z.infer<typeof entityFile>;
export type LedgerDefinition = z.infer<typeof ledgerFile>;
export type Scenario = z.infer<typeof scenarioFile>;
export type ScenarioStep = Scenario['steps'][number];
export type ScenarioExpectation = z.infer<typeof expectation>;
export type ScenarioRefusal = z.infer<typeof refusal>;

/** The kinds of files in a package and where they lie. */
export const fileKinds = {
  manifest: { pattern: /^manifest\.json$/, schema: manifestFile },
  parameters: { pattern: /^parameters\.json$/, schema: parametersFile },
  organization: { pattern: /^organization\.json$/, schema: organizationFile },
  calendar: { pattern: /^calendar\.json$/, schema: calendarFile },
  roles: { pattern: /^roles\.json$/, schema: rolesFile },
  dictionary: { pattern: /^dictionaries\/[\w-]+\.json$/, schema: dictionaryFile },
  entity: { pattern: /^entities\/[\w-]+\.json$/, schema: entityFile },
  form: { pattern: /^forms\/[\w-]+\.form\.json$/, schema: formFile },
  ledger: { pattern: /^ledgers\/[\w-]+\.json$/, schema: ledgerFile },
  scenario: { pattern: /^scenarios\/[\w-]+\.json$/, schema: scenarioFile },
} as const;

export type FileKind = keyof typeof fileKinds | 'process' | 'other';

export function kindOfFile(path: string): FileKind {
  if (/^processes\/[\w-]+\.bpmn$/.test(path)) return 'process';
  for (const [kind, { pattern }] of Object.entries(fileKinds)) {
    if (pattern.test(path)) return kind as FileKind;
  }
  return 'other';
}

export type { FormDocument };
