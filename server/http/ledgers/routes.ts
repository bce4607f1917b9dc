import type { Router } from 'express';
import { maskCells } from '../../../runtime/ledger';
import type { LoadedPackage } from '../../../runtime/package';
import { recordAction } from '../../audit/record-action';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { LedgerRowDocument } from '../../models/record';
import { isInReach, unitsWith } from '../../policies/reach';
import { ledgerWorkbook } from '../../presenters/ledger-workbook';
import { refuse } from '../refusal';
import { register } from '../register';

const MAX_EXPORT_ROWS = 100_000;

interface LedgerQueryInput {
  readonly q?: string | undefined;
  readonly unit?: string | undefined;
  readonly filters?: string | undefined;
  readonly sort?: string | undefined;
  readonly direction: 'asc' | 'desc';
}

function parseFilters(text: string | undefined): Readonly<Record<string, string>> {
  if (text === undefined) return {};
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      throw new Error('not an object');
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, String(one)]));
  } catch {
    throw refuse(400, 'HTTP-BAD-REQUEST');
  }
}

/** 台账: rows kept up to date as records change, so that a page costs a page. */
export function ledgerRoutes(router: Router, server: ServerContext): void {
  const { models } = server;

  const find = async (key: string): Promise<LoadedPackage> => {
    const loaded = (await server.packages.all()).find((one) => one.ledgers.has(key));
    if (loaded === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    return loaded;
  };

  const reachOf = async (viewer: Viewer, permission: 'ledger.read' | 'ledger.export') =>
    unitsWith(viewer, permission, await server.packages.all());

  const filterFor = (
    key: string,
    loaded: LoadedPackage,
    units: readonly string[],
    query: LedgerQueryInput,
  ): Record<string, unknown> => {
    const columns = new Map(
      loaded.ledgers.get(key)?.definition.columns.map((column) => [column.key, column]),
    );
    const conditions: Record<string, unknown>[] = [
      { ledger: key },
      { unitPath: { $in: [...units] } },
    ];
    if (query.unit !== undefined) conditions.push({ unitPath: query.unit });
    for (const [column, value] of Object.entries(parseFilters(query.filters))) {
      if (columns.get(column)?.filterable === true) conditions.push({ [`cells.${column}`]: value });
    }
    if (query.q !== undefined && query.q !== '') {
      const pattern = new RegExp(query.q.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
      const texts = [...columns.values()].filter(
        (column) => column.type === 'text' && column.mask === undefined,
      );
      conditions.push({ $or: texts.map((column) => ({ [`cells.${column.key}`]: pattern })) });
    }
    return { $and: conditions };
  };

  const sortFor = (
    loaded: LoadedPackage,
    key: string,
    query: LedgerQueryInput,
  ): Record<string, 1 | -1> => {
    const known = loaded.ledgers
      .get(key)
      ?.definition.columns.some((column) => column.key === query.sort);
    const direction = query.direction === 'desc' ? -1 : 1;
    return known === true ? { [`cells.${query.sort ?? ''}`]: direction } : { sortKey: direction };
  };

  register(router, 'listLedgers', async ({ viewer }) => {
    const packages = await server.packages.all();
    const units = await reachOf(viewer, 'ledger.read');
    const exportable = await reachOf(viewer, 'ledger.export');
    const all = packages.flatMap((one) =>
      [...one.ledgers.values()].map((ledger) => ({ one, ledger })),
    );
    return Promise.all(
      all.map(async ({ one, ledger }) => ({
        key: ledger.definition.key,
        packageKey: one.manifest.key,
        title: ledger.definition.title,
        rows: await models.ledgerRows.countDocuments({
          ledger: ledger.definition.key,
          unitPath: { $in: [...units] },
        }),
        mayExport: exportable.length > 0,
      })),
    );
  });

  register(router, 'getLedger', async ({ viewer, params, query }) => {
    const key = params['ledgerKey'] ?? '';
    const loaded = await find(key);
    const definition = loaded.ledgers.get(key)?.definition;
    if (definition === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    const units = await reachOf(viewer, 'ledger.read');
    const filter = filterFor(key, loaded, units, query);
    const filterable = definition.columns.filter((column) => column.filterable === true);
    const sums = Object.fromEntries(
      (definition.totals ?? []).map((column) => [column, { $sum: `$cells.${column}` }]),
    );
    const [rows, total, totals, facets] = await Promise.all([
      models.ledgerRows
        .find(filter)
        .sort(sortFor(loaded, key, query))
        .skip((query.page - 1) * query.pageSize)
        .limit(query.pageSize)
        .lean<LedgerRowDocument[]>(),
      models.ledgerRows.countDocuments(filter),
      models.ledgerRows.aggregate<Record<string, number>>([
        { $match: filter },
        { $group: { _id: null, ...sums } },
      ]),
      Promise.all(
        filterable.map(async (column) => {
          const values = await models.ledgerRows.distinct(`cells.${column.key}`, {
            ledger: key,
            unitPath: { $in: [...units] },
          });
          return [
            column.key,
            values
              .filter((one) => one !== null && one !== '')
              .map(String)
              .sort(),
          ] as const;
        }),
      ),
    ]);
    const { _id: _, ...summed } = totals[0] ?? {};
    return {
      key,
      title: definition.title,
      header: definition.header ?? definition.title,
      columns: definition.columns.map(
        ({ key: column, title, type, width, group, filterable: can }) => ({
          key: column,
          title,
          type,
          ...(width === undefined ? {} : { width }),
          ...(group === undefined ? {} : { group }),
          filterable: can === true,
        }),
      ),
      items: rows.map((row) => ({
        recordId: row.recordId,
        cells: { ...maskCells(definition, row.cells) },
      })),
      total,
      page: query.page,
      pageSize: query.pageSize,
      totals: summed,
      mayExport: (await reachOf(viewer, 'ledger.export')).length > 0,
      facets: Object.fromEntries(facets.map(([column, values]) => [column, [...values]])),
    };
  });

  register(router, 'exportLedger', async ({ viewer, params, query, response }) => {
    const key = params['ledgerKey'] ?? '';
    const loaded = await find(key);
    const definition = loaded.ledgers.get(key)?.definition;
    if (definition === undefined) throw refuse(404, 'HTTP-NOT-FOUND');
    const units = await reachOf(viewer, 'ledger.export');
    const unmasked = unitsWith(viewer, 'household.unmask', await server.packages.all());
    const rows = await models.ledgerRows
      .find(filterFor(key, loaded, units, query))
      .sort(sortFor(loaded, key, query))
      .limit(MAX_EXPORT_ROWS)
      .lean<LedgerRowDocument[]>();
    const cells = rows.map((row) =>
      isInReach(row.unitPath, unmasked) ? row.cells : maskCells(definition, row.cells),
    );
    const file = await ledgerWorkbook(definition, cells, viewer.name, server.clock());
    await recordAction(server, viewer, 'exportLedger', definition.title, `${rows.length} 行`);
    response.setHeader(
      'Content-Type',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    );
    response.setHeader(
      'Content-Disposition',
      `attachment; filename*=UTF-8''${encodeURIComponent(`${definition.title}.xlsx`)}`,
    );
    response.end(file);
  });
}
