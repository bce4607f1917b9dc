export {
  type Cell,
  type CompiledColumn,
  type CompiledLedger,
  type LedgerRow,
  compileLedger,
  ledgerRow,
  maskCells,
} from './ledger';
