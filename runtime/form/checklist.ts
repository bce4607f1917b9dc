import { formValueMessages } from '../messages/form-values';
import { formatMessage } from '../messages/format';
import type { CompositeValue } from './composite-value';
import type { FormContext } from './context';
import { type FileReference, areFiles, keepFiles } from './files';
import type { Field } from './model';
import { type Option, labelOf, linesOf, optionsOf } from './options';
import { fault, isOptional, isRecord, isScalar, isText } from './value-shape';

/** What is said of one item of a list of materials (材料清单). */
export interface ChecklistLine {
  /** Value of the option that it is about. */
  readonly key: Option['value'];
  readonly provided: boolean;
  readonly note?: string;
  readonly files?: readonly FileReference[];
}

const MAX_NOTE = 500;
const MAX_FILES = 20;

function isBlank(text: unknown): boolean {
  return text === undefined || text === null || (isText(text) && text.trim() === '');
}

/** Whether a line says nothing; what has the wrong shape says something, and is told. */
function isSilent(line: unknown): boolean {
  if (!isRecord(line)) return false;
  const { provided, note, files } = line;
  const noFiles = isOptional(files, (value) => Array.isArray(value) && value.length === 0);
  return isOptional(provided, (value) => value === false) && isBlank(note) && noFiles;
}

/** The lines that say something, without anything that does not belong to them. */
export function readChecklist(value: unknown): readonly ChecklistLine[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isRecord).flatMap((line): ChecklistLine[] => {
    const { key, provided, note } = line;
    if (!isScalar(key) || isSilent(line)) return [];
    const files = keepFiles(line['files']);
    return [
      {
        key,
        provided: provided === true,
        ...(isText(note) && !isBlank(note) ? { note: note.trim() } : {}),
        ...(files.length === 0 ? {} : { files }),
      },
    ];
  });
}

/** Whether an item must be provided. */
export function isRequiredItem(field: Field, option: Option): boolean {
  return linesOf(field, 'requiredItems')?.includes(String(option.value)) ?? false;
}

/** How many files one item may have. */
function filesPerItem(field: Field): number {
  const limit = field.schema['x-component-props']?.['maxCount'];
  return typeof limit === 'number' ? limit : MAX_FILES;
}

function describe(value: unknown, field: Field, context: FormContext): string {
  const lines = readChecklist(value);
  const options = optionsOf(field, context);
  const names = lines.filter((line) => line.provided).map((line) => labelOf(line.key, options));
  if (lines.length === 0) return '';
  const params = { provided: names.length, all: options.length, names: names.join('、') };
  const key = names.length === 0 ? 'checklistNone' : 'checklistProvided';
  return formatMessage(formValueMessages, key, params);
}

export const checklist: CompositeValue = {
  hasShape: (value) =>
    Array.isArray(value) &&
    value.every(
      (line) =>
        isRecord(line) &&
        isScalar(line['key']) &&
        isOptional(line['provided'], (provided) => typeof provided === 'boolean') &&
        isOptional(line['note'], isText) &&
        isOptional(line['files'], areFiles),
    ),
  isEmpty: (value) => Array.isArray(value) && value.every(isSilent),
  normalize: readChecklist,
  check: (value, field, context) => {
    const lines = readChecklist(value);
    const allowed = new Set(optionsOf(field, context).map((option) => option.value));
    const keys = new Set(lines.map((line) => line.key));
    if (keys.size < lines.length || [...keys].some((key) => !allowed.has(key)))
      return fault('VALUE-OPTION');
    if (lines.some(({ note = '' }) => [...note].length > MAX_NOTE))
      return fault('VALUE-TOO-LONG', MAX_NOTE);
    const limit = filesPerItem(field);
    return lines.some(({ files = [] }) => files.length > limit)
      ? fault('VALUE-MANY-FILES', limit)
      : undefined;
  },
  missing: (value, field, context) => {
    const lines = readChecklist(value);
    const isProvided = ({ value: key }: Option): boolean =>
      lines.some((line) => line.key === key && line.provided);
    const names = optionsOf(field, context)
      .filter((option) => isRequiredItem(field, option) && !isProvided(option))
      .map((option) => option.label);
    return names.length === 0
      ? undefined
      : { ...fault('VALUE-CHECKLIST'), names: names.join('、') };
  },
  describe,
};
