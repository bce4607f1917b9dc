/** A form on paper, as data: what HTML, PDF and DOCX draw alike. */
export interface PrintDocument {
  readonly title: string;
  /** 「附件1」, top left. */
  readonly annex: string | null;
  readonly orientation: 'portrait' | 'landscape';
  /** Letters are set larger, in 仿宋; everything else in 宋体. */
  readonly isLetter: boolean;
  readonly blocks: readonly PrintBlock[];
  /** Places for signatures and seals at the foot. */
  readonly signatures: readonly PrintSignature[];
  /** The form's own words at the end. */
  readonly footer: string | null;
  /** Number and version of the form, bottom right. */
  readonly mark: string | null;
}

export type PrintBlock = PrintParagraph | PrintTable;

export interface PrintParagraph {
  readonly kind: 'paragraph';
  readonly isIndented: boolean;
  readonly parts: readonly PrintPart[];
}

/** Words of the letter, or a place in it, which has a line below; with room to write where nothing stands in it. */
export interface PrintPart {
  readonly text: string;
  readonly isPlace: boolean;
}

export interface PrintTable {
  readonly kind: 'table';
  readonly caption: string | null;
  /** Shares of the line; together 1. */
  readonly widths: readonly number[];
  /** Rows that are repeated at the top of every page. */
  readonly headRows: number;
  readonly rows: readonly PrintRow[];
  /** Tables of many columns are set smaller, and centred. */
  readonly isDense: boolean;
}

export interface PrintRow {
  readonly cells: readonly PrintCell[];
  /** Announces what follows, and stays with it. */
  readonly isBar: boolean;
}

export interface PrintCell {
  readonly content: readonly PrintLine[];
  readonly columns: number;
  readonly rows: number;
  /** A name and not a value: shaded. */
  readonly isLabel: boolean;
  /** Stands at the right, under other numbers. @default false */
  readonly isNumber?: boolean;
}

export type PrintLine =
  | { readonly kind: 'text'; readonly text: string; readonly isSmall?: boolean }
  /** A signature as an SVG path in a box of 320 × 120. */
  | { readonly kind: 'strokes'; readonly path: string; readonly name: string };

export interface PrintSignature {
  /** With （公章） where a seal belongs. */
  readonly title: string;
  readonly content: PrintLine | null;
}

/** The box in which the strokes of a signature are drawn, in their own units. */
export const SIGNATURE_BOX = { width: 320, height: 120 } as const;
