import { type CompiledExpression, compileExpression, isTruthy } from '../expression';
import { type Problem, type Result, err, maskText, ok } from '../kernel';
import { formatMessage } from '../messages/format';
import { packageMessages } from '../messages/package';
import type { UnitLookup } from '../organization';
import type { LedgerDefinition } from '../package';
import type { DataRecord } from '../record';

export type Cell = string | number | null;

export interface CompiledColumn {
  readonly key: string;
  readonly expression: CompiledExpression;
}

/** A ledger with its rules compiled. */
export interface CompiledLedger {
  readonly definition: LedgerDefinition;
  readonly filter?: CompiledExpression;
  readonly columns: readonly CompiledColumn[];
}

/** One row of a ledger: the cells of one record. */
export interface LedgerRow {
  readonly ledger: string;
  readonly recordId: string;
  readonly unit: string;
  readonly cells: Readonly<Record<string, Cell>>;
}

export function compileLedger(
  definition: LedgerDefinition,
): Result<CompiledLedger, readonly Problem[]> {
  const problems: Problem[] = [];
  const compile = (source: string, place: string): CompiledExpression | undefined => {
    const compiled = compileExpression(source, { variables: ['record', 'units', 'params', 'now'] });
    if (compiled.ok) return compiled.value;
    problems.push({
      code: 'PKG-EXPRESSION',
      at: `ledgers/${definition.key}.json#${place}`,
      message: formatMessage(packageMessages, 'PKG-EXPRESSION', {
        element: definition.title,
        detail: compiled.error.message,
      }),
      severity: 'error',
    });
    return undefined;
  };
  const filter =
    definition.filter === undefined ? undefined : compile(definition.filter, '/filter');
  const columns = definition.columns.flatMap((column, index) => {
    const expression = compile(column.expression, `/columns/${index}/expression`);
    return expression === undefined ? [] : [{ key: column.key, expression }];
  });
  if (problems.length > 0) return err(problems);
  return ok({ definition, ...(filter === undefined ? {} : { filter }), columns });
}

/**
 * The row of a record, or null when the ledger does not list it. Rules read the record's data as their input, and
 * `$record` (number, status), `$units` (name and code of the units above, by type), `$params`.
 */
export function ledgerRow(
  ledger: CompiledLedger,
  record: DataRecord,
  units: UnitLookup,
  params: Readonly<Record<string, unknown>>,
): LedgerRow | null {
  const scope = {
    bindings: {
      record: { id: record.id, number: record.number, status: record.status, unit: record.unit },
      units: units.byType(record.unit),
      params,
    },
    now: record.updatedAt,
  };
  if (ledger.filter !== undefined) {
    const listed = ledger.filter.evaluate(record.data, scope);
    if (!listed.ok || !isTruthy(listed.value)) return null;
  }
  const cells: Record<string, Cell> = {};
  for (const { key, expression } of ledger.columns) {
    const result = expression.evaluate(record.data, scope);
    cells[key] = result.ok ? cellOf(result.value) : null;
  }
  return { ledger: ledger.definition.key, recordId: record.id, unit: record.unit, cells };
}

function cellOf(value: unknown): Cell {
  if (typeof value === 'number' || typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map(String).join('、');
  return null;
}

/** The cells as a person may see them who may not see masked values. */
export function maskCells(
  definition: LedgerDefinition,
  cells: LedgerRow['cells'],
): LedgerRow['cells'] {
  const masked: Record<string, Cell> = { ...cells };
  for (const column of definition.columns) {
    const value = masked[column.key];
    if (column.mask !== undefined && typeof value === 'string')
      masked[column.key] = maskText(value, column.mask);
  }
  return masked;
}
