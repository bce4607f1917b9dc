/** Makes PDF and DOCX files for the server, in a process of its own: a long table takes seconds of one CPU. */
import { createRequire } from 'node:module';
import type pdfmakeTypes from 'pdfmake';
import type { PrintDocument } from '../../runtime/print';
import { docxOf } from './docx';
import { printFonts } from './fonts';
import { pdfDefinition } from './pdf-definition';

/** pdfmake is CommonJS and one object for all. */
const pdfmake = createRequire(import.meta.url)('pdfmake') as typeof pdfmakeTypes;

export interface PrintOrder {
  readonly id: number;
  readonly format: 'pdf' | 'docx';
  readonly paper: PrintDocument;
}

export type PrintAnswer = { readonly id: number } & (
  { readonly bytes: Buffer } | { readonly error: string }
);

const fonts = printFonts(process.env['BANSHI_FONTS']);
const files = new Set(Object.values(fonts).flatMap((font) => Object.values(font)));
pdfmake.setFonts(fonts);
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path: string) => files.has(path));

async function make({ format, paper }: PrintOrder): Promise<Buffer> {
  return format === 'docx' ? docxOf(paper) : pdfmake.createPdf(pdfDefinition(paper)).getBuffer();
}

process.on('message', (order: PrintOrder) => {
  make(order).then(
    (bytes) => process.send?.({ id: order.id, bytes } satisfies PrintAnswer),
    (error: unknown) =>
      process.send?.({
        id: order.id,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      } satisfies PrintAnswer),
  );
});
process.on('disconnect', () => process.exit(0));
process.on('SIGINT', () => undefined);
