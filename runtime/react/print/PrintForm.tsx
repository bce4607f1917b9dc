import { useMemo } from 'react';
import type { FormContext, FormModel, Values } from '../../form';
import {
  type PrintBlock,
  type PrintCell,
  type PrintLine,
  type PrintParagraph,
  type PrintSignature,
  type PrintTable,
  layOut,
} from '../../print';
import { SignatureMark } from '../components/people/SignatureInput';
import './print.css';

/** A place in which nothing stands yet. */
const ROOM = '　'.repeat(6);

interface PrintFormProps {
  readonly form: FormModel;
  /** Null prints it empty, to be filled by hand. */
  readonly values: Values | null;
  readonly context: FormContext;
  /** Of the package, for the mark at the foot. */
  readonly version?: string | undefined;
}

/** A form on A4, as `layOut` lays it out. */
export function PrintForm({ form, values, context, version }: PrintFormProps) {
  const paper = useMemo(
    () => layOut(form, values, context, version),
    [form, values, context, version],
  );
  return (
    <article className={`banshi-print banshi-print-${paper.orientation}`}>
      {paper.annex === null ? null : <p className="banshi-print-annex">{paper.annex}</p>}
      <h1>{paper.title}</h1>
      <div className={paper.isLetter ? 'banshi-print-letter' : undefined}>
        {paper.blocks.map((block, index) => (
          <Block key={index} block={block} />
        ))}
      </div>
      <Signatures signatures={paper.signatures} />
      <footer className="banshi-print-footer">
        <span>{paper.footer}</span>
        <span>{paper.mark}</span>
      </footer>
    </article>
  );
}

function Block({ block }: { readonly block: PrintBlock }) {
  return block.kind === 'paragraph' ? <Paragraph {...block} /> : <Table {...block} />;
}

function Paragraph({ parts, isIndented }: PrintParagraph) {
  return (
    <p className={isIndented ? undefined : 'banshi-print-salutation'}>
      {parts.map(({ text, isPlace }, index) =>
        isPlace ? (
          <span className="banshi-print-blank" key={index}>
            {text || ROOM}
          </span>
        ) : (
          text
        ),
      )}
    </p>
  );
}

function Table({ caption, widths, headRows, rows, isDense }: PrintTable) {
  const isBarAlone = rows.length === 1 && rows[0]?.isBar === true;
  const classes = [
    'banshi-print-table',
    isDense ? 'banshi-print-rows' : '',
    isBarAlone ? 'banshi-print-bar-alone' : '',
  ];
  return (
    <table className={classes.filter((one) => one !== '').join(' ')}>
      {caption === null ? null : <caption>{caption}</caption>}
      <colgroup>
        {widths.map((width, index) => (
          <col key={index} style={{ width: `${(100 * width).toFixed(2)}%` }} />
        ))}
      </colgroup>
      {headRows === 0 ? null : (
        <thead>
          {rows.slice(0, headRows).map((row, index) => (
            <Row key={index} {...row} />
          ))}
        </thead>
      )}
      <tbody>
        {rows.slice(headRows).map((row, index) => (
          <Row key={index} {...row} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ cells, isBar }: PrintTable['rows'][number]) {
  return (
    <tr className={isBar ? 'banshi-print-bar' : undefined}>
      {cells.map((cell, index) => (
        <Cell key={index} {...cell} />
      ))}
    </tr>
  );
}

function Cell({ content, columns, rows, isLabel, isNumber = false }: PrintCell) {
  const Tag = isLabel ? 'th' : 'td';
  return (
    <Tag
      {...(columns === 1 ? {} : { colSpan: columns })}
      {...(rows === 1 ? {} : { rowSpan: rows })}
      className={isNumber ? 'banshi-print-number' : undefined}
    >
      {content.map((line, index) => (
        <Line key={index} line={line} />
      ))}
    </Tag>
  );
}

function Line({ line }: { readonly line: PrintLine }) {
  if (line.kind === 'strokes') return <SignatureMark strokes={line.path} label={line.name} />;
  const className = line.isSmall === true ? 'banshi-print-small' : undefined;
  return <div className={className}>{line.text}</div>;
}

function Signatures({ signatures }: { readonly signatures: readonly PrintSignature[] }) {
  if (signatures.length === 0) return null;
  return (
    <div className="banshi-print-signatures">
      {signatures.map(({ title, content }) => (
        <div key={title}>
          <span>{title}：</span>
          <span className="banshi-print-line">
            {content === null ? null : <Line line={content} />}
          </span>
        </div>
      ))}
    </div>
  );
}
