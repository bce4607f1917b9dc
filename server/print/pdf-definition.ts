import type {
  Content,
  CustomTableLayout,
  TableCell,
  TDocumentDefinitions,
} from 'pdfmake/interfaces';
import {
  type PrintBlock,
  type PrintCell,
  type PrintDocument,
  type PrintLine,
  type PrintParagraph,
  type PrintSignature,
  type PrintTable,
  SIGNATURE_BOX,
} from '../../runtime/print';
import { signatureSvg } from './signature';
import { word } from './word';

/** Points in a millimetre. */
const MM = 72 / 25.4;
const MARGINS: [number, number, number, number] = [22 * MM, 17 * MM, 22 * MM, 17 * MM];
const SIZES = { annex: 14, title: 22, letter: 16, table: 10.5, dense: 9, small: 8, foot: 9 };
/** A place in which nothing stands yet. */
const ROOM = '_'.repeat(12);
const LABEL = '#f4f4f4';
const BAR = '#e6e6e6';
const SIGNATURE_HEIGHT = 24;

/** What pdfmake makes a PDF of. The names of fonts are those of `fonts.ts`. */
export function pdfDefinition(paper: PrintDocument): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageOrientation: paper.orientation,
    pageMargins: MARGINS,
    info: { title: paper.title },
    defaultStyle: { font: 'Song', fontSize: SIZES.table, lineHeight: 1 },
    // What announces something does not stay alone at the foot of a page.
    pageBreakBefore: (node, container) =>
      node.headlineLevel === 1 && container.getFollowingNodesOnPage().length === 0,
    footer: (page, pages) => ({
      margin: [MARGINS[0], 6 * MM, MARGINS[2], 0],
      fontSize: SIZES.foot,
      columns: [
        { text: '', width: '*' },
        { text: word('page', { page, pages }), alignment: 'center', width: 'auto' },
        { text: paper.mark ?? '', alignment: 'right', width: '*' },
      ],
    }),
    content: [
      ...(paper.annex === null
        ? []
        : [{ text: paper.annex, font: 'Hei', fontSize: SIZES.annex } satisfies Content]),
      {
        text: paper.title,
        font: 'Title',
        bold: true,
        fontSize: SIZES.title,
        alignment: 'center',
        margin: [0, 4 * MM, 0, 6 * MM],
      },
      ...paper.blocks.map(block),
      ...signatures(paper),
      ...(paper.footer === null ? [] : [{ text: paper.footer, fontSize: SIZES.foot }]),
    ],
  };
}

function block(one: PrintBlock): Content {
  return one.kind === 'paragraph' ? paragraph(one) : table(one);
}

function paragraph({ parts, isIndented }: PrintParagraph): Content {
  return {
    font: 'FangSong',
    fontSize: SIZES.letter,
    lineHeight: 1.4,
    preserveLeadingSpaces: true,
    margin: [0, 0, 0, 1.5 * MM],
    text: [
      // The two characters by which a paragraph begins.
      ...(isIndented ? ['　　'] : []),
      ...parts.map(({ text, isPlace }) =>
        !isPlace || text === ''
          ? text || ROOM
          : { text: `\u00a0${text}\u00a0`, decoration: 'underline' as const },
      ),
    ],
  };
}

/** Points. */
const RULE = 0.6;
const ruled: CustomTableLayout = {
  hLineWidth: () => RULE,
  vLineWidth: () => RULE,
  paddingTop: () => 2,
  paddingBottom: () => 2,
};

function table({ caption, widths, headRows, rows, isDense }: PrintTable): Content {
  const startsWithBar = headRows === 0 && rows[0]?.isBar === true && rows.length > 1;
  const head = (startsWithBar ? 1 : headRows) + (caption === null ? 0 : 1);
  const named = caption === null ? [] : [captionRow(caption, widths.length)];
  return {
    // A bar that another table follows.
    headlineLevel: rows.length === 1 && rows[0]?.isBar === true ? 1 : 0,
    margin: isDense ? [0, 1 * MM, 0, 2 * MM] : [0, 0, 0, 0],
    fontSize: isDense ? SIZES.dense : SIZES.table,
    // Nothing is ruled above a caption.
    layout: { ...ruled, hLineWidth: (at) => (at === 0 && caption !== null ? 0 : RULE) },
    table: {
      widths: widths.map((width) => `${(100 * width).toFixed(2)}%`),
      headerRows: head,
      keepWithHeaderRows: head === 0 ? 0 : 1,
      dontBreakRows: true,
      body: [...named, ...body(rows, widths.length, isDense)],
    },
  };
}

/** Above the ruled part; as a row of the head it never stays alone at the foot of a page. */
function captionRow(caption: string, columns: number): TableCell[] {
  const border: [boolean, boolean, boolean, boolean] = [false, false, false, true];
  return [
    { text: caption, colSpan: columns, bold: true, fontSize: SIZES.table, border },
    ...Array.from({ length: columns - 1 }, () => ({ text: '', border })),
  ];
}

/** Cells that another one covers, to the right or from above, are empty objects in their places. */
function body(rows: PrintTable['rows'], width: number, isDense: boolean): TableCell[][] {
  const covered = new Set<string>();
  return rows.map(({ cells, isBar }, y) => {
    const line: TableCell[] = [];
    const waiting = [...cells];
    while (line.length < width) {
      const x = line.length;
      const next = covered.has(`${x},${y}`) ? undefined : waiting.shift();
      if (next === undefined) {
        line.push({});
        continue;
      }
      for (let right = 0; right < next.columns; right += 1)
        for (let down = 0; down < next.rows; down += 1) covered.add(`${x + right},${y + down}`);
      line.push(cell(next, isBar, isDense));
      for (let right = 1; right < next.columns; right += 1) line.push({});
    }
    return line;
  });
}

function cell(
  { content, columns, rows, isLabel, isNumber = false }: PrintCell,
  isBar: boolean,
  isDense: boolean,
): TableCell {
  return {
    colSpan: columns,
    rowSpan: rows,
    stack: content.length === 0 ? [{ text: ' ' }] : content.map(line),
    ...(isBar ? { bold: true, fillColor: BAR } : isLabel ? { fillColor: LABEL } : {}),
    ...(isNumber ? { alignment: 'right' as const } : {}),
    ...(isDense ? { alignment: 'center' as const } : {}),
  };
}

function line(one: PrintLine): Content {
  if (one.kind === 'text') {
    return one.isSmall === true
      ? { text: one.text, fontSize: SIZES.small, color: '#444444' }
      : { text: one.text };
  }
  const svg = signatureSvg(one.path);
  if (svg === null) return { text: one.name };
  const { width, height } = SIGNATURE_BOX;
  return { svg, fit: [(SIGNATURE_HEIGHT * width) / height, SIGNATURE_HEIGHT] };
}

/** Two to a line; what stands at the foot stays together. */
function signatures({ signatures: all, isLetter }: PrintDocument): Content[] {
  if (all.length === 0) return [];
  const fontSize = isLetter ? 14 : SIZES.table;
  const label = (title: string): TableCell => ({
    text: title === '' ? '' : `${title}：`,
    border: [false, false, false, false],
  });
  const place = (one: PrintSignature | undefined): TableCell => ({
    stack: [one === undefined || one.content === null ? { text: ' ' } : line(one.content)],
    border: [false, false, false, one !== undefined],
  });
  const pairs = Array.from({ length: Math.ceil(all.length / 2) }, (_, index) =>
    all.slice(2 * index, 2 * index + 2),
  );
  return [
    {
      unbreakable: true,
      margin: [0, 6 * MM, 0, 4 * MM],
      fontSize,
      layout: { ...ruled, paddingTop: () => 2 * MM },
      table: {
        widths: ['auto', '*', 'auto', '*'],
        body: pairs.map(([left, right]) => [
          label(left?.title ?? ''),
          place(left),
          label(right?.title ?? ''),
          place(right),
        ]),
      },
    },
  ];
}
