import {
  type Field,
  type FormContext,
  type FormModel,
  type Values,
  evaluateForm,
  isPaneHolder,
} from '../form';
import { formatMessage } from '../messages/format';
import { printMessages } from '../messages/print';
import { blankOf, contentOf } from './content';
import { type Entry, bar, fieldsTable, withoutFrames } from './fields-table';
import { type ItemGroup, itemsTable } from './items-table';
import { letterParagraphs } from './letter';
import type {
  PrintBlock,
  PrintDocument,
  PrintLine,
  PrintSignature,
  PrintTable,
} from './print-document';
import { rowsTables } from './rows-table';
import { valueAt } from './value-at';

const MOST_COLUMNS = { portrait: 9, landscape: 14 } as const;

/**
 * A form on A4, by its print layout: a letter with its places filled, a ruled table of all fields, or a list of items.
 *
 * @param values null for an empty form, to be filled by hand
 * @param version of the package, for the mark bottom right
 */
export function layOut(
  form: FormModel,
  values: Values | null,
  context: FormContext,
  version?: string,
): PrintDocument {
  const { print = {}, title, annex, key } = form.document;
  const page = new Page(form, values, context);
  const own = annex ?? key;
  return {
    title,
    annex: annex ?? null,
    orientation: print.orientation ?? 'portrait',
    isLetter: print.kind === 'letter',
    blocks: page.blocks(),
    signatures: page.signatures(),
    footer: print.footer ?? null,
    mark:
      version === undefined
        ? null
        : formatMessage(printMessages, 'version', { form: own, version }),
  };
}

class Page {
  private readonly isVisible: (field: Field) => boolean;
  /** Fields that stand at the foot and nowhere else. */
  private readonly atFoot: ReadonlySet<string>;

  constructor(
    private readonly form: FormModel,
    private readonly values: Values | null,
    private readonly context: FormContext,
  ) {
    const { fields } = values === null ? { fields: null } : evaluateForm(form, values, context);
    this.isVisible = (field) =>
      fields === null ||
      fields.get(field.kind === 'void' ? field.address : field.path)?.visible === true;
    const signed = (form.document.print?.signatures ?? []).map(({ path = '' }) => path);
    this.atFoot = new Set(signed.filter((path) => form.byPath.get(path)?.kind === 'signature'));
  }

  blocks(): readonly PrintBlock[] {
    const { fields, document, byAddress } = this.form;
    if (document.print?.kind === 'letter') {
      const tables = [...byAddress.values()].filter(
        (field) => field.kind === 'rows' && field.table === undefined,
      );
      return [
        ...letterParagraphs(this.form, this.values, this.context),
        ...tables.flatMap((field) => this.rowsOf(field)),
      ];
    }
    const outermost = fields.flatMap((field) =>
      isPaneHolder(field.component) && this.isVisible(field) ? field.children : [field],
    );
    if (document.print?.kind === 'items') return this.items(outermost);
    return outermost
      .filter(this.isVisible)
      .flatMap((field) =>
        field.kind === 'void' || field.kind === 'group'
          ? this.section(field.children, field.title)
          : this.section([field], null),
      );
  }

  signatures(): readonly PrintSignature[] {
    return (this.form.document.print?.signatures ?? []).map(({ title, path, seal }) => ({
      title: seal === true ? formatMessage(printMessages, 'sealed', { title }) : title,
      content: path === undefined ? null : this.signed(path),
    }));
  }

  private signed(path: string): PrintLine | null {
    const field = this.form.byPath.get(path);
    return field === undefined ? null : (this.contentOf(field)[0] ?? null);
  }

  /** Fields under one heading, the tables among them, then the parts inside. */
  private section(fields: readonly Field[], title: string | null): readonly PrintBlock[] {
    const shown = withoutFrames(fields).filter(this.isVisible);
    const parts = shown.filter((field) => field.kind === 'void' || field.kind === 'group');
    const entries = this.entriesOf(shown);
    const tables = shown
      .filter((field) => field.kind === 'rows')
      .flatMap((one) => this.rowsOf(one));
    const inside = parts
      .filter((field) => field.children.length > 0)
      .flatMap((field) => this.section(field.children, field.title));
    if (entries.length > 0) return [fieldsTable(title, entries), ...tables, ...inside];
    const [first, ...rest] = [...tables, ...inside];
    if (first === undefined) return [];
    if (title === null) return [first, ...rest];
    return first.kind === 'table' && first.caption !== null
      ? [underBar(title, first), ...rest]
      : [fieldsTable(title, []), first, ...rest];
  }

  /** One table of all fields, section by section; what is no single value follows it. */
  private items(fields: readonly Field[]): readonly PrintBlock[] {
    const groups: ItemGroup[] = [];
    const tables: Field[] = [];
    const take = (inside: readonly Field[], title: string): void => {
      const shown = withoutFrames(inside).filter(this.isVisible);
      const entries = this.entriesOf(shown);
      if (entries.length > 0) groups.push({ title, entries });
      tables.push(...shown.filter((field) => field.kind === 'rows'));
      for (const field of shown)
        if (field.kind === 'void' || field.kind === 'group') take(field.children, field.title);
    };
    take(fields, '');
    return [itemsTable(groups), ...tables.flatMap((field) => this.rowsOf(field))];
  }

  private entriesOf(fields: readonly Field[]): readonly Entry[] {
    return fields
      .filter(
        ({ kind, path }) => !['void', 'group', 'rows'].includes(kind) && !this.atFoot.has(path),
      )
      .map((field) => ({ field, content: this.withFormula(field, this.contentOf(field)) }));
  }

  /** In a table of items the formula has a column of its own. */
  private withFormula(field: Field, content: readonly PrintLine[]): readonly PrintLine[] {
    const formula = field.schema['x-banshi']?.formula;
    if (formula === undefined || this.form.document.print?.kind === 'items') return content;
    return [...content, { kind: 'text', text: `（${formula}）`, isSmall: true }];
  }

  private contentOf(field: Field): readonly PrintLine[] {
    return this.values === null
      ? blankOf(field, this.context)
      : contentOf(field, valueAt(this.values, field.path), this.context);
  }

  private rowsOf(field: Field): readonly PrintBlock[] {
    const { print = {} } = this.form.document;
    const rows = this.values === null ? null : valueAt(this.values, field.path);
    if (rows !== null && (!Array.isArray(rows) || rows.length === 0)) return [];
    return rowsTables(field, rows as readonly Record<string, unknown>[] | null, {
      context: this.context,
      most: MOST_COLUMNS[print.orientation ?? 'portrait'],
      columns: print.columns?.[field.path],
    });
  }
}

/** A table that is all there is of its section: the bar is its first row, and repeated with its head. */
function underBar(title: string, table: PrintTable): PrintTable {
  const { caption, widths, rows, headRows } = table;
  const bars = [title, ...(caption === null || caption === title ? [] : [caption])];
  return {
    ...table,
    caption: null,
    headRows: headRows + bars.length,
    rows: [...bars.map((text) => bar(text, widths.length)), ...rows],
  };
}
