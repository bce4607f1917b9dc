import { z } from 'zod';
import { inputProblem } from './problem-details';
import { instant } from './page';

export const packageSummary = z.object({
  key: z.string(),
  title: z.string(),
  issuer: z.string(),
  /** The published version that new cases use. */
  currentVersion: z.string().nullable(),
  versions: z.array(
    z.object({
      version: z.string(),
      hash: z.string(),
      publishedAt: instant,
      publishedBy: z.string(),
      note: z.string(),
      openCases: z.number().int(),
    }),
  ),
  draft: z
    .object({
      baseVersion: z.string(),
      revision: z.number().int(),
      changedFiles: z.array(z.string()),
      savedAt: instant,
    })
    .nullable(),
});

export const packageFile = z.object({
  path: z.string(),
  kind: z.enum([
    'manifest',
    'parameters',
    'organization',
    'roles',
    'calendar',
    'dictionary',
    'entity',
    'form',
    'process',
    'ledger',
    'scenario',
    'other',
  ]),
  key: z.string(),
  title: z.string(),
  /** Against the base version. */
  change: z.enum(['none', 'added', 'changed', 'removed']),
});

/** The draft (or one version) of a package: its files without their contents. */
export const packageContent = z.object({
  key: z.string(),
  title: z.string(),
  version: z.string(),
  draft: z.boolean(),
  baseVersion: z.string().nullable(),
  revision: z.number().int(),
  files: z.array(packageFile),
});

/** One file's text. `revision` is the draft's, to be sent back with the next write. */
export const fileContent = z.object({
  path: z.string(),
  text: z.string(),
  revision: z.number().int(),
});

/** `text: null` removes the file. Refused with 409 when someone else saved since `revision`. */
export const saveFileRequest = z.object({
  path: z.string().max(200),
  text: z.string().max(5_000_000).nullable(),
  revision: z.number().int(),
});

export const fileSaved = z.object({ revision: z.number().int(), problems: z.array(inputProblem) });

export const checkResult = z.object({ problems: z.array(inputProblem), checkedAt: instant });

export const scenarioResult = z.object({
  key: z.string(),
  title: z.string(),
  passed: z.boolean(),
  failures: z.array(z.object({ step: z.number().int(), message: z.string() })),
});

export const scenarioRun = z.object({ results: z.array(scenarioResult), durationMs: z.number() });

/** A difference as people read it: 「附件1:增加字段 联系微信」. */
export const difference = z.object({
  path: z.string(),
  element: z.string(),
  kind: z.enum(['added', 'removed', 'changed']),
  sentence: z.string(),
});

export const publishPreview = z.object({
  nextVersion: z.string(),
  differences: z.array(difference),
  openCases: z.array(z.object({ version: z.string(), count: z.number().int() })),
  problems: z.array(inputProblem),
});

export const publishRequest = z.object({
  version: z.string().max(40),
  note: z.string().min(2).max(1000),
  revision: z.number().int(),
});

export const published = z.object({ version: z.string(), hash: z.string() });

export type PackageSummary = z.infer<typeof packageSummary>;
export type PackageFile = z.infer<typeof packageFile>;
export type PackageContent = z.infer<typeof packageContent>;
export type FileContent = z.infer<typeof fileContent>;
export type SaveFileRequest = z.infer<typeof saveFileRequest>;
export type FileSaved = z.infer<typeof fileSaved>;
export type CheckResult = z.infer<typeof checkResult>;
export type ScenarioRun = z.infer<typeof scenarioRun>;
export type Difference = z.infer<typeof difference>;
export type PublishPreview = z.infer<typeof publishPreview>;
export type PublishRequest = z.infer<typeof publishRequest>;
export type Published = z.infer<typeof published>;
