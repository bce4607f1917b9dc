export { layOut } from './lay-out';
export {
  type PrintBlock,
  type PrintCell,
  type PrintDocument,
  type PrintLine,
  type PrintParagraph,
  type PrintPart,
  type PrintRow,
  type PrintSignature,
  type PrintTable,
  SIGNATURE_BOX,
} from './print-document';
