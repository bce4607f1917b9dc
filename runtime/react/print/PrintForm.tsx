import { Fragment, type ReactNode } from 'react';
import {
  type Field,
  type FormContext,
  type FormModel,
  type Values,
  describeFieldValue,
  evaluateForm,
  isPaneHolder,
} from '../../form';
import { formatMessage } from '../../messages/format';
import { reactMessages } from '../../messages/react';
import { displays } from '../components/displays';
import { SignatureMark } from '../components/people/SignatureInput';
import type { FormText } from '../renderer/text';
import './print.css';

/** Paper for the file is Chinese, whatever language its reader has chosen for the screen. */
const word: FormText = (key, params = {}) => formatMessage(reactMessages, key, params, 'zh');

interface PrintFormProps {
  readonly form: FormModel;
  readonly values: Values;
  readonly context: FormContext;
}

function valueAt(values: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (at, key) =>
        typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined,
      values,
    );
}

/** A form on A4: a letter with its places filled, or a ruled table of all fields; boxes for signatures at the foot. */
export function PrintForm({ form, values, context }: PrintFormProps) {
  const { print = {}, title, annex } = form.document;
  return (
    <article className={`banshi-print banshi-print-${print.orientation ?? 'portrait'}`}>
      {annex === undefined ? null : <p className="banshi-print-annex">{annex}</p>}
      <h1>{title}</h1>
      {print.kind === 'letter' ? (
        <Letter form={form} values={values} context={context} />
      ) : (
        <Table form={form} values={values} context={context} />
      )}
      <Signatures form={form} values={values} />
      <footer className="banshi-print-footer">{print.footer ?? ''}</footer>
    </article>
  );
}

function Letter({ form, values, context }: PrintFormProps) {
  const { print } = form.document;
  const fill = (template: string): ReactNode[] =>
    template.split(/(\{[\w.]+\})/).map((part, index) => {
      const path = /^\{([\w.]+)\}$/.exec(part)?.[1];
      if (path === undefined) return part;
      const field = form.byPath.get(path);
      const text =
        field === undefined ? '' : describeFieldValue(field, valueAt(values, path), context);
      return (
        <span className="banshi-print-blank" key={index}>
          {text}
        </span>
      );
    });
  return (
    <div className="banshi-print-letter">
      {print?.salutation === undefined ? null : (
        <p className="banshi-print-salutation">{fill(print.salutation)}</p>
      )}
      {(print?.paragraphs ?? []).map((paragraph, index) => (
        <p key={index}>{fill(paragraph)}</p>
      ))}
      {[...form.byAddress.values()]
        .filter((field) => field.kind === 'rows' && field.table === undefined)
        .map((field) => (
          <RowsTable key={field.path} field={field} values={values} context={context} />
        ))}
    </div>
  );
}

const COLUMNS_PER_LINE = 2;
const WIDE_SPAN = 16;

interface Cell {
  readonly title: string;
  readonly text: ReactNode;
  readonly wide: boolean;
}

/** Fields of a layout that has no heading on paper stand as if it were not there: a grid, what shows panes in turn. */
function withoutFrames(fields: readonly Field[]): readonly Field[] {
  return fields.flatMap((field) =>
    field.component === 'Grid' || isPaneHolder(field.component)
      ? withoutFrames(field.children)
      : [field],
  );
}

/** Fields two to a line, long ones on a line of their own; sections, groups and panes as bars, one after the other. */
function Table({ form, values, context }: PrintFormProps) {
  const evaluation = evaluateForm(form, values, context);
  const visible = (field: Field): boolean =>
    evaluation.fields.get(field.kind === 'void' ? field.address : field.path)?.visible === true;
  const cellOf = (field: Field): Cell => {
    const value = valueAt(values, field.path);
    const span = field.schema['x-decorator-props']?.['span'];
    const formula = field.schema['x-banshi']?.formula;
    const text = describeFieldValue(field, value, context);
    const Display = text === '' ? undefined : displays[field.component];
    return {
      title: field.title,
      text:
        field.kind === 'signature' ? (
          <Signed value={value} />
        ) : Display !== undefined ? (
          <Display field={field} value={value} context={context} t={word} />
        ) : (
          <>
            {text}
            {formula === undefined ? null : <small> ({formula})</small>}
          </>
        ),
      wide: Display !== undefined || (typeof span === 'number' && span >= WIDE_SPAN),
    };
  };
  const block = (fields: readonly Field[], title: string | null): ReactNode => {
    const shown = withoutFrames(fields).filter(visible);
    const parts = shown.filter((field) => field.kind === 'void' || field.kind === 'group');
    const tables = shown.filter((field) => field.kind === 'rows');
    const cells = shown
      .filter((field) => !parts.includes(field) && !tables.includes(field))
      .map(cellOf);
    return (
      <>
        <table
          className={
            cells.length === 0 ? 'banshi-print-table banshi-print-bar-alone' : 'banshi-print-table'
          }
          key={title}
        >
          <tbody>
            {title === null ? null : (
              <tr className="banshi-print-bar">
                <th colSpan={COLUMNS_PER_LINE * 2}>{title}</th>
              </tr>
            )}
            {linesOf(cells).map((line, index) => (
              <tr key={index}>
                {line.map((cell) => (
                  <Pair key={cell.title} cell={cell} alone={line.length === 1} />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {tables.map((field) => (
          <RowsTable key={field.path} field={field} values={values} context={context} />
        ))}
        {parts
          .filter((field) => field.children.length > 0)
          .map((field) => (
            <Fragment key={field.address}>{block(field.children, field.title)}</Fragment>
          ))}
      </>
    );
  };
  const outermost = form.fields.flatMap((field) =>
    isPaneHolder(field.component) && visible(field) ? field.children : [field],
  );
  return (
    <div>
      {outermost.filter(visible).map((field) => (
        <div key={field.address}>
          {field.kind === 'void' || field.kind === 'group'
            ? block(field.children, field.title)
            : block([field], null)}
        </div>
      ))}
    </div>
  );
}

function Pair({ cell, alone }: { readonly cell: Cell; readonly alone: boolean }) {
  return (
    <>
      <th>{cell.title}</th>
      <td colSpan={alone ? 3 : 1}>{cell.text}</td>
    </>
  );
}

function linesOf(cells: readonly Cell[]): readonly (readonly Cell[])[] {
  const lines: Cell[][] = [];
  let line: Cell[] = [];
  for (const cell of cells) {
    if (cell.wide) {
      if (line.length > 0) lines.push(line);
      lines.push([cell]);
      line = [];
      continue;
    }
    line.push(cell);
    if (line.length === COLUMNS_PER_LINE) {
      lines.push(line);
      line = [];
    }
  }
  if (line.length > 0) lines.push(line);
  return lines;
}

const MAX_PRINT_COLUMNS = 9;
const NUMBER_COLUMN = 5;
const LEAST_WIDTH = 5;
const MOST_WIDTH = 19;

/** How wide a text prints, in half Chinese characters. */
function widthOf(text: string): number {
  return [...text].reduce((sum, one) => sum + (one > '\u2e7f' ? 2 : 1), 0);
}

/** Shares of the line by what stands in each column: an identity number needs room that 是 does not. */
function columnWidths(
  columns: readonly Field[],
  rows: readonly Record<string, unknown>[],
  context: FormContext,
): readonly string[] {
  const wanted = columns.map((column) => {
    const texts = rows.map((row) =>
      column.kind === 'signature'
        ? '　　　　'
        : describeFieldValue(column, row[column.key], context),
    );
    const widest = Math.max(widthOf(column.title) / 2, ...texts.map(widthOf));
    return Math.min(MOST_WIDTH, Math.max(LEAST_WIDTH, widest)) + 1;
  });
  const all = NUMBER_COLUMN + wanted.reduce((sum, one) => sum + one, 0);
  return [NUMBER_COLUMN, ...wanted].map((one) => `${((100 * one) / all).toFixed(2)}%`);
}

function RowsTable({
  field,
  values,
  context,
}: {
  readonly field: Field;
  readonly values: Values;
  readonly context: FormContext;
}) {
  const rows = valueAt(values, field.path);
  if (!Array.isArray(rows) || rows.length === 0) return null;
  const columns = field.children
    .filter((child) => child.kind !== 'void')
    .slice(0, MAX_PRINT_COLUMNS);
  const widths = columnWidths(columns, rows as Record<string, unknown>[], context);
  return (
    <table className="banshi-print-table banshi-print-rows">
      <caption>{field.title}</caption>
      <colgroup>
        {widths.map((width, index) => (
          <col key={index} style={{ width }} />
        ))}
      </colgroup>
      <thead>
        <tr>
          <th>{word('rowNumber')}</th>
          {columns.map((column) => (
            <th key={column.key}>{column.title}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {(rows as Record<string, unknown>[]).map((row, index) => (
          <tr key={index}>
            <td>{index + 1}</td>
            {columns.map((column) => (
              <td key={column.key}>
                {column.kind === 'signature' ? (
                  <Signed value={row[column.key]} />
                ) : (
                  describeFieldValue(column, row[column.key], context)
                )}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Signed({ value }: { readonly value: unknown }) {
  const { name = '', strokes = '' } = (value ?? {}) as { name?: string; strokes?: string };
  return strokes === '' ? <>{name}</> : <SignatureMark strokes={strokes} label={name} />;
}

function Signatures({ form, values }: { readonly form: FormModel; readonly values: Values }) {
  const signatures = form.document.print?.signatures ?? [];
  if (signatures.length === 0) return null;
  return (
    <div className="banshi-print-signatures">
      {signatures.map((signature) => {
        const value = signature.path === undefined ? undefined : valueAt(values, signature.path);
        return (
          <div key={signature.title}>
            <span>
              {signature.title}
              {signature.seal === true ? word('seal') : ''}：
            </span>
            <span className="banshi-print-line">
              {typeof value === 'string' ? value : <Signed value={value} />}
            </span>
          </div>
        );
      })}
    </div>
  );
}
