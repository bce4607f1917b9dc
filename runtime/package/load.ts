import type { z } from 'zod';
import { type Deployment, compileProcesses } from '../bpmn';
import { type FormDocument, type FormModel, compileForm } from '../form';
import { type Problem, hasErrors } from '../kernel';
import { describeShapeIssue } from '../messages/shape';
import { type CompiledLedger, compileLedger } from '../ledger';
import { UnitLookup } from '../organization';
import { checkCalendar, workCalendar } from './calendar';
import { checkReferences } from './check';
import {
  type Calendar,
  type Dictionary,
  type Entity,
  type FileKind,
  type LedgerDefinition,
  type Manifest,
  type Organization,
  type Parameters,
  type Roles,
  type Scenario,
  fileKinds,
  kindOfFile,
} from './files';
import { hashFiles } from './hash';
import { packageProblem } from './problems';

/** A definition package, read, checked and compiled; immutable. */
export interface LoadedPackage {
  readonly manifest: Manifest;
  readonly parameters: Parameters;
  readonly organization: Organization;
  readonly units: UnitLookup;
  readonly roles: Roles;
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  readonly entities: ReadonlyMap<string, Entity>;
  readonly forms: ReadonlyMap<string, FormModel>;
  /** Null: every year has Monday to Friday. */
  readonly calendar: Calendar | null;
  readonly deployment: Deployment;
  readonly ledgers: ReadonlyMap<string, CompiledLedger>;
  readonly scenarios: readonly Scenario[];
  /** SHA-256 over all files. */
  readonly hash: string;
  readonly files: ReadonlyMap<string, string>;
}

export interface PackageLoading {
  /** Absent when any problem is an error. */
  readonly package?: LoadedPackage;
  readonly problems: readonly Problem[];
}

/**
 * Reads a package from its files.
 *
 * Pure: the caller reads the folder.
 *
 * @param files text by path inside the package, for example `forms/a1.form.json`
 * @returns all problems of all files, each with code, file, place and sentence
 */
export async function loadPackage(files: ReadonlyMap<string, string>): Promise<PackageLoading> {
  const reader = new FileReader(files);
  const manifest = reader.single('manifest');
  const parameters = reader.single('parameters');
  const organization = reader.single('organization');
  const calendar = reader.optional('calendar');
  const roles = reader.single('roles');
  const dictionaries = reader.many('dictionary');
  const entities = reader.many('entity');
  const documents = reader.many('form');
  const ledgerDefinitions = reader.many('ledger');
  const scenarios = reader.many('scenario');
  const problems = [...reader.problems];

  problems.push(...checkCalendar(calendar));

  const formOptions = {
    dictionaries: [...dictionaries.keys()],
    ...(parameters === undefined
      ? {}
      : { parameters: parameters.parameters.map((parameter) => parameter.key) }),
  };
  const forms = new Map<string, FormModel>();
  for (const [key, document] of documents) {
    const compiled = compileForm(document as unknown as FormDocument, {
      ...formOptions,
      file: `forms/${key}.form.json`,
    });
    problems.push(...compiled.problems);
    if (compiled.form !== undefined) forms.set(key, compiled.form);
  }
  const ledgers = new Map<string, CompiledLedger>();
  for (const [key, definition] of ledgerDefinitions) {
    const compiled = compileLedger(definition as LedgerDefinition);
    if (compiled.ok) ledgers.set(key, compiled.value);
    else problems.push(...compiled.error);
  }
  const compilation = await compileProcesses(
    [...files]
      .filter(([path]) => kindOfFile(path) === 'process')
      .map(([path, xml]) => ({ path, xml })),
  );
  problems.push(...compilation.problems);
  if (
    manifest === undefined ||
    parameters === undefined ||
    organization === undefined ||
    roles === undefined ||
    compilation.deployment === undefined ||
    hasErrors(problems)
  ) {
    return { problems };
  }
  const loaded: LoadedPackage = {
    manifest,
    parameters,
    organization,
    units: new UnitLookup(organization.units),
    roles,
    dictionaries: dictionaries as ReadonlyMap<string, Dictionary>,
    entities: entities as ReadonlyMap<string, Entity>,
    forms,
    calendar: calendar ?? null,
    deployment: {
      ...compilation.deployment,
      ...(calendar === undefined ? {} : { calendar: workCalendar(calendar) }),
    },
    ledgers,
    scenarios: [...(scenarios as ReadonlyMap<string, Scenario>).values()],
    hash: hashFiles(files),
    files,
  };
  problems.push(...checkReferences(loaded));
  return hasErrors(problems) ? { problems } : { package: loaded, problems };
}

type Kind = keyof typeof fileKinds;
type FileOf<K extends Kind> = z.infer<(typeof fileKinds)[K]['schema']>;

class FileReader {
  readonly problems: Problem[] = [];

  constructor(private readonly files: ReadonlyMap<string, string>) {
    for (const path of files.keys()) {
      if (kindOfFile(path) === 'other' && path !== 'README.md') {
        this.problems.push(packageProblem('PKG-UNKNOWN-FILE', path, '', { file: path }, 'warning'));
      }
    }
  }

  single<K extends Kind>(kind: K): FileOf<K> | undefined {
    const path = `${kind}.json`;
    const text = this.files.get(path);
    if (text !== undefined) return this.read(kind, path, text);
    this.problems.push(packageProblem('PKG-MISSING-FILE', path, '', { file: path }));
    return undefined;
  }

  optional<K extends Kind>(kind: K): FileOf<K> | undefined {
    return this.files.has(`${kind}.json`) ? this.single(kind) : undefined;
  }

  /** All files of a kind by their key, which is also their name. */
  many<K extends Kind>(kind: K): ReadonlyMap<string, FileOf<K>> {
    const found = new Map<string, FileOf<K>>();
    for (const [path, text] of this.files) {
      if (kindOfFile(path) !== (kind as FileKind)) continue;
      const file = this.read(kind, path, text);
      if (file === undefined) continue;
      const { key } = file as { readonly key: string };
      if (path.split('/').at(-1)?.split('.')[0] !== key) {
        this.problems.push(packageProblem('PKG-FILE-KEY', path, '/key', { key }));
      }
      found.set(key, file);
    }
    return found;
  }

  private read<K extends Kind>(kind: K, path: string, text: string): FileOf<K> | undefined {
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      this.problems.push(packageProblem('PKG-JSON', path, '', { detail }));
      return undefined;
    }
    const parsed = fileKinds[kind].schema.safeParse(value, { error: describeShapeIssue });
    if (parsed.success) return parsed.data as FileOf<K>;
    for (const issue of parsed.error.issues) {
      const place = issue.path.map(String).join('/');
      this.problems.push(
        packageProblem('PKG-SHAPE', path, `/${place}`, {
          place: place || path,
          detail: issue.message,
        }),
      );
    }
    return undefined;
  }
}
