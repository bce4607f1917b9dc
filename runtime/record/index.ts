export {
  type DataRecord,
  type RecordRevision,
  type SaveRecordInput,
  type SaveRecordMeta,
  identityOf,
  recordNumber,
  recordNumberPrefix,
  saveRecord,
  uniqueIn,
} from './record';
