import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  type IParagraphOptions,
  ImageRun,
  Packer,
  PageNumber,
  PageOrientation,
  Paragraph,
  ShadingType,
  TabStopType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  UnderlineType,
  VerticalAlignTable,
  WidthType,
} from 'docx';
import {
  type PrintBlock,
  type PrintCell,
  type PrintDocument,
  type PrintLine,
  type PrintParagraph,
  type PrintTable,
  SIGNATURE_BOX,
} from '../../runtime/print';
import { signatureSvg } from './signature';
import { word } from './word';

/** Twentieths of a point in a millimetre. */
const MM = 1440 / 25.4;
const PAPER = { width: Math.round(210 * MM), height: Math.round(297 * MM) };
const MARGIN = { side: Math.round(22 * MM), top: Math.round(20 * MM) };
/** Fonts of official papers, by name: whoever opens the file has them. */
const SONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '宋体' };
const FANGSONG = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' };
const HEI = { ascii: '黑体', hAnsi: '黑体', eastAsia: '黑体' };
const TITLE = { ascii: '方正小标宋简体', hAnsi: '方正小标宋简体', eastAsia: '方正小标宋简体' };
/** In half points. */
const SIZES = { annex: 32, title: 44, letter: 32, table: 21, dense: 18, small: 17, foot: 18 };
const SIGNATURE_HEIGHT = 34;
/** A place in which nothing stands yet. */
const ROOM = '　'.repeat(6);
/** Shown by programs that draw no SVG: one transparent pixel. */
const NO_PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** A form as a Word file, for those who still have to write in it. */
export async function docxOf(paper: PrintDocument): Promise<Buffer> {
  const isLandscape = paper.orientation === 'landscape';
  const line = (isLandscape ? PAPER.height : PAPER.width) - 2 * MARGIN.side;
  const document = new Document({
    title: paper.title,
    creator: '',
    styles: { default: { document: { run: { font: SONG, size: SIZES.table } } } },
    sections: [
      {
        properties: {
          page: {
            // The library turns the paper itself.
            size: {
              ...PAPER,
              orientation: isLandscape ? PageOrientation.LANDSCAPE : PageOrientation.PORTRAIT,
            },
            margin: {
              top: MARGIN.top,
              bottom: MARGIN.top,
              left: MARGIN.side,
              right: MARGIN.side,
            },
          },
        },
        footers: { default: pageFooter(paper, line) },
        children: [
          ...(paper.annex === null
            ? []
            : [new Paragraph({ children: [run(paper.annex, SIZES.annex, { font: HEI })] })]),
          new Paragraph({
            alignment: AlignmentType.CENTER,
            spacing: { before: 200, after: 300 },
            children: [run(paper.title, SIZES.title, { font: TITLE })],
          }),
          ...paper.blocks.flatMap((one) => block(one, line)),
          ...signatures(paper),
          ...(paper.footer === null
            ? []
            : [new Paragraph({ children: [run(paper.footer, SIZES.foot)] })]),
        ],
      },
    ],
  });
  return Packer.toBuffer(document);
}

type RunOptions = Omit<ConstructorParameters<typeof TextRun>[0] & object, 'text' | 'size'>;

function run(text: string, size: number, options: RunOptions = {}): TextRun {
  return new TextRun({ text, size, ...options });
}

/** 第 X 页，共 Y 页 in the middle, number and version of the form at the right. */
function pageFooter({ mark }: PrintDocument, line: number): Footer {
  const [before = '', between = '', after = ''] = word('page', { page: '|', pages: '|' }).split(
    '|',
  );
  return new Footer({
    children: [
      new Paragraph({
        tabStops: [
          { type: TabStopType.CENTER, position: line / 2 },
          { type: TabStopType.RIGHT, position: line },
        ],
        children: [
          new TextRun({
            size: SIZES.foot,
            children: [
              '\t',
              before,
              PageNumber.CURRENT,
              between,
              PageNumber.TOTAL_PAGES,
              after,
              '\t',
              mark ?? '',
            ],
          }),
        ],
      }),
    ],
  });
}

function block(one: PrintBlock, line: number): (Paragraph | Table)[] {
  return one.kind === 'paragraph' ? [paragraph(one)] : table(one, line);
}

function paragraph({ parts, isIndented }: PrintParagraph): Paragraph {
  return new Paragraph({
    spacing: { line: 480, after: 80 },
    // Two characters of the letter's size.
    indent: isIndented ? { firstLine: 2 * 10 * SIZES.letter } : {},
    children: parts.map(({ text, isPlace }) =>
      run(isPlace ? `\u00a0${text || ROOM}\u00a0` : text, SIZES.letter, {
        font: FANGSONG,
        ...(isPlace ? { underline: { type: UnderlineType.SINGLE } } : {}),
      }),
    ),
  });
}

const border = { style: BorderStyle.SINGLE, size: 4, color: '000000' };
const borders = { top: border, bottom: border, left: border, right: border };

function table(
  { caption, widths, headRows, rows, isDense }: PrintTable,
  line: number,
): (Paragraph | Table)[] {
  const columnWidths = widths.map((width) => Math.floor(width * line));
  const drawn = new Table({
    layout: TableLayoutType.FIXED,
    columnWidths,
    width: { size: line, type: WidthType.DXA },
    rows: rows.map(
      ({ cells, isBar }, index) =>
        new TableRow({
          cantSplit: true,
          tableHeader: index < headRows || (index === 0 && isBar),
          children: cells.map((one) => cell(one, isBar, isDense)),
        }),
    ),
  });
  const heading =
    caption === null
      ? // Word joins tables that nothing stands between.
        []
      : [
          new Paragraph({
            keepNext: true,
            spacing: { before: 120, after: 60 },
            children: [run(caption, SIZES.table, { bold: true })],
          }),
        ];
  return [...heading, drawn];
}

function cell(
  { content, columns, rows, isLabel, isNumber = false }: PrintCell,
  isBar: boolean,
  isDense: boolean,
): TableCell {
  const size = isDense ? SIZES.dense : SIZES.table;
  const fill = isBar ? 'E6E6E6' : isLabel ? 'F4F4F4' : undefined;
  const options: Omit<IParagraphOptions, 'children'> = {
    ...(isBar ? { keepNext: true } : {}),
    ...(isNumber ? { alignment: AlignmentType.RIGHT } : {}),
    ...(isDense ? { alignment: AlignmentType.CENTER } : {}),
  };
  return new TableCell({
    columnSpan: columns,
    rowSpan: rows,
    borders,
    verticalAlign: VerticalAlignTable.CENTER,
    margins: { top: 40, bottom: 40, left: 80, right: 80 },
    ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, fill, color: 'auto' } }),
    children:
      content.length === 0
        ? [new Paragraph({ ...options, children: [] })]
        : content.map((one) => new Paragraph({ ...options, children: [inline(one, size, isBar)] })),
  });
}

function inline(one: PrintLine, size: number, isBold = false): TextRun | ImageRun {
  if (one.kind === 'text') {
    return one.isSmall === true
      ? run(one.text, SIZES.small, { color: '444444' })
      : run(one.text, size, { bold: isBold });
  }
  const svg = signatureSvg(one.path);
  if (svg === null) return run(one.name, size);
  const { width, height } = SIGNATURE_BOX;
  return new ImageRun({
    type: 'svg',
    data: Buffer.from(svg),
    fallback: { type: 'png', data: NO_PICTURE },
    transformation: { width: (SIGNATURE_HEIGHT * width) / height, height: SIGNATURE_HEIGHT },
    altText: { title: one.name, name: one.name, description: one.name },
  });
}

/** Two to a line; places that nobody has signed are lines to write on. */
function signatures({ signatures: all, isLetter }: PrintDocument): Paragraph[] {
  const size = isLetter ? 28 : SIZES.table;
  return Array.from({ length: Math.ceil(all.length / 2) }, (_, index) => {
    const pair = all.slice(2 * index, 2 * index + 2);
    return new Paragraph({
      keepNext: index < Math.ceil(all.length / 2) - 1,
      spacing: { before: index === 0 ? 480 : 160 },
      tabStops: [{ type: TabStopType.LEFT, position: Math.round(88 * MM) }],
      children: pair.flatMap(({ title, content }, place) => [
        run(`${place === 0 ? '' : '\t'}${title}：`, size),
        content === null ? run('　'.repeat(8), size, { underline: {} }) : inline(content, size),
      ]),
    });
  });
}
