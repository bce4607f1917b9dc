import { dateAt } from '../../runtime/kernel';
import { ledgerRow } from '../../runtime/ledger';
import { type LoadedPackage, resolveParameters } from '../../runtime/package';
import type { DataRecord } from '../../runtime/record';
import type { ServerContext } from '../context';
import { type DerivedWrite, deleteById, setFields } from '../models/group-writes';

/** The record's rows in the package's ledgers as it is now. */
export function ledgerRowWrites(
  { clock }: Pick<ServerContext, 'clock'>,
  loaded: LoadedPackage,
  record: DataRecord,
): DerivedWrite[] {
  const params = resolveParameters(loaded.parameters, dateAt(clock()));
  const unitPath = loaded.units.path(record.unit).map((unit) => unit.code);
  return [...loaded.ledgers].map(([key, ledger]) => {
    const _id = `${key}:${record.id}`;
    const row = ledgerRow(ledger, record, loaded.units, params);
    if (row === null) return deleteById('ledgerRows', _id);
    const sortKey = (ledger.definition.sort ?? [])
      .map((column) => String(row.cells[column] ?? ''))
      .join('\u0001');
    return setFields(
      'ledgerRows',
      { _id },
      {
        packageKey: loaded.manifest.key,
        ledger: key,
        recordId: record.id,
        unitPath,
        cells: row.cells,
        sortKey,
      },
      { upsert: true },
    );
  });
}
