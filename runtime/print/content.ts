import {
  type Field,
  type FormContext,
  optionsOf,
  readChecklist,
  readOpinion,
  labelOf,
  opinionDate,
  opinionResults,
} from '../form';
import { formatMessage } from '../messages/format';
import { printMessages } from '../messages/print';
import { paperDate, paperText } from './paper-text';
import type { PrintLine } from './print-document';

const MAX_BLANK_OPTIONS = 10;

/** What stands in the place of a field: its value in words, line by line. */
export function contentOf(
  field: Field,
  value: unknown,
  context: FormContext,
): readonly PrintLine[] {
  if (field.kind === 'signature') return signatureOf(value);
  if (field.kind === 'opinion') return opinionOf(field, value, context);
  if (field.kind === 'checklist') return checklistOf(field, value, context);
  const text = paperText(field, value, context);
  return text === '' ? [] : text.split('\n').map(line);
}

/** What stands there on an empty form: what can be ticked, where a date goes; mostly room to write. */
export function blankOf(field: Field, context: FormContext): readonly PrintLine[] {
  if (field.compute !== undefined) return [];
  if (field.kind === 'date') return [line(word('blankDate'))];
  if (field.kind === 'month') return [line(word('blankMonth'))];
  const options = blankOptions(field, context);
  if (options.length === 0) return [];
  return [line(options.map((option) => `□${option}`).join('　'))];
}

function blankOptions(field: Field, context: FormContext): readonly string[] {
  if (field.kind === 'boolean') return [word('yes'), word('no')];
  const hasOptions = ['choice', 'choices', 'opinion', 'checklist'].includes(field.kind);
  if (!hasOptions) return [];
  const options =
    field.kind === 'opinion' ? opinionResults(field, context) : optionsOf(field, context);
  return options.length > MAX_BLANK_OPTIONS ? [] : options.map(({ label }) => label);
}

function signatureOf(value: unknown): readonly PrintLine[] {
  const { name = '', strokes = '' } = (value ?? {}) as { name?: string; strokes?: string };
  if (strokes !== '') return [{ kind: 'strokes', path: strokes, name }];
  return name === '' ? [] : [line(name)];
}

/** 结论，理由；who said it and when stand below, to the right. */
function opinionOf(field: Field, value: unknown, context: FormContext): readonly PrintLine[] {
  const { result, text = '', by = '', ...rest } = readOpinion(value);
  const said = result === undefined ? '' : labelOf(result, opinionResults(field, context));
  const signed = [by, paperDate(opinionDate(rest))].filter((part) => part !== '').join('　');
  return [said, ...text.split('\n'), signed].filter((part) => part !== '').map(line);
}

function checklistOf(field: Field, value: unknown, context: FormContext): readonly PrintLine[] {
  const lines = readChecklist(value);
  if (lines.length === 0) return [];
  return optionsOf(field, context).map((option) => {
    const found = lines.find(({ key }) => key === option.value);
    const files = (found?.files ?? []).map(({ name }) => name).join('、');
    const words = [found?.note ?? '', files].filter((part) => part !== '').join('，');
    const more = words === '' ? '' : `（${words}）`;
    return line(`${found?.provided === true ? '√' : '□'}${option.label}${more}`);
  });
}

function line(text: string): PrintLine {
  return { kind: 'text', text };
}

function word(key: keyof typeof printMessages): string {
  return formatMessage(printMessages, key);
}
