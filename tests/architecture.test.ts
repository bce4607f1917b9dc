/**
 * The dependency rule, held by machine: core ← react ← portal, core ← server, react + core ← designer; modules are
 * entered by their index.ts; no value-import cycle; the core reads no clock, makes no random numbers, touches no DOM.
 */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from '@jest/globals';

const root = resolve(import.meta.dirname, '..');
type Layer = 'core' | 'react' | 'portal' | 'server' | 'designer' | 'tests';

const mayImport: Record<Layer, readonly Layer[]> = {
  core: ['core'],
  react: ['core', 'react'],
  portal: ['core', 'react', 'portal'],
  server: ['core', 'server'],
  designer: ['core', 'react', 'designer'],
  tests: ['core', 'react', 'portal', 'server', 'designer', 'tests'],
};

/** Packages that a layer may not import even though they are installed. */
const barred: Partial<Record<Layer, RegExp>> = {
  core: /^(node:|react|antd|@ant-design|@formily|express|mongoose|mongodb|lmdb|bson|mingo|bpmn-js|pino|helmet|multer|exceljs)/,
  react: /^(node:|express|mongoose|mongodb|lmdb|mingo|pino|multer|exceljs)/,
  portal: /^(node:|express|mongoose|mongodb|lmdb|mingo|pino|multer|exceljs)/,
  designer: /^(node:|express|mongoose|mongodb|lmdb|mingo|pino|multer|exceljs)/,
  server: /^(react|antd|@ant-design|@formily|bpmn-js$|bpmn-js\/)/,
};

interface Import {
  readonly from: string;
  readonly specifier: string;
  readonly typeOnly: boolean;
}

function sourceFiles(directory: string): string[] {
  return readdirSync(directory).flatMap((name) => {
    if (name === 'dist' || name === 'node_modules') return [];
    const path = join(directory, name);
    if (statSync(path).isDirectory()) return sourceFiles(path);
    return /\.(ts|tsx)$/.test(name) && name !== 'vite.config.ts' ? [path] : [];
  });
}

function layerOf(path: string): Layer {
  const parts = relative(root, path).split('/');
  if (parts[0] === 'runtime') {
    return parts[1] === 'react' ? 'react' : parts[1] === 'portal' ? 'portal' : 'core';
  }
  return parts[0] as Layer;
}

function importsOf(path: string): Import[] {
  const text = readFileSync(path, 'utf8');
  const pattern = /^\s*(import|export)(\s+type)?\s+(?:([^'";]*?)\s+from\s+)?'([^']+)'/gm;
  const found: Import[] = [];
  for (const match of text.matchAll(pattern)) {
    const names = match[3] ?? '';
    const eachIsType =
      /^\{[^}]*\}$/.test(names.trim()) &&
      names
        .replace(/[{}]/g, '')
        .split(',')
        .filter((name) => name.trim() !== '')
        .every((name) => name.trim().startsWith('type '));
    found.push({
      from: path,
      specifier: match[4] ?? '',
      typeOnly: match[2] !== undefined || (names !== '' && eachIsType),
    });
  }
  for (const match of text.matchAll(/\bimport\('([^']+)'\)/g)) {
    found.push({ from: path, specifier: match[1] ?? '', typeOnly: true });
  }
  return found;
}

function resolveImport(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  const base = resolve(dirname(from), specifier);
  for (const candidate of [base, `${base}.ts`, `${base}.tsx`, join(base, 'index.ts')]) {
    try {
      if (statSync(candidate).isFile()) return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}

const layers = ['runtime', 'server', 'designer'].flatMap((name) => sourceFiles(join(root, name)));
const imports = layers.flatMap(importsOf);

/** The module (a folder with a door) that a core or server file belongs to. */
function moduleOf(path: string): string {
  const parts = relative(root, path).split('/');
  return parts.slice(0, 2).join('/');
}

test('every relative import points at a file', () => {
  const broken = imports
    .filter(
      (one) => one.specifier.startsWith('.') && !/\.(css|json|svg|png)(\?.*)?$/.test(one.specifier),
    )
    .filter((one) => resolveImport(one.from, one.specifier) === undefined)
    .map((one) => `${relative(root, one.from)} → ${one.specifier}`);
  expect(broken).toEqual([]);
});

test('layers depend one way only', () => {
  const wrong = imports.flatMap((one) => {
    const from = layerOf(one.from);
    const target = resolveImport(one.from, one.specifier);
    if (target !== undefined) {
      return mayImport[from].includes(layerOf(target))
        ? []
        : [`${relative(root, one.from)} → ${relative(root, target)}`];
    }
    return barred[from]?.test(one.specifier)
      ? [`${relative(root, one.from)} → ${one.specifier}`]
      : [];
  });
  expect(wrong).toEqual([]);
});

test('core modules are entered by their door', () => {
  const deep = imports.flatMap((one) => {
    const target = resolveImport(one.from, one.specifier);
    if (target === undefined || !/\.tsx?$/.test(target)) return [];
    if (!['core', 'react'].includes(layerOf(target))) return [];
    if (moduleOf(target) === moduleOf(one.from)) return [];
    const inner = relative(join(root, moduleOf(target)), target);
    const isMessages = moduleOf(target) === 'runtime/messages';
    return inner === 'index.ts' || isMessages
      ? []
      : [`${relative(root, one.from)} → ${relative(root, target)}`];
  });
  expect(deep).toEqual([]);
});

test('there is no cycle of value imports', () => {
  const graph = new Map<string, string[]>();
  for (const one of imports) {
    if (one.typeOnly) continue;
    const target = resolveImport(one.from, one.specifier);
    if (target === undefined || !/\.tsx?$/.test(target)) continue;
    graph.set(one.from, [...(graph.get(one.from) ?? []), target]);
  }
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, trail: readonly string[]): void => {
    if (trail.includes(node)) {
      cycles.push(
        [...trail.slice(trail.indexOf(node)), node].map((path) => relative(root, path)).join(' → '),
      );
      return;
    }
    if (done.has(node)) return;
    for (const next of graph.get(node) ?? []) visit(next, [...trail, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  expect(cycles).toEqual([]);
});

test('the core reads no clock, makes no random numbers and compiles no code', () => {
  const forbidden = /\bDate\.now\b|\bMath\.random\b|new Date\(\s*\)|\bnew Function\b|[^.\w]eval\(/;
  const wrong = layers
    .filter((path) => layerOf(path) === 'core')
    .filter((path) =>
      readFileSync(path, 'utf8')
        .split('\n')
        .some((line) => !/^\s*(\*|\/\/|\/\*)/.test(line) && forbidden.test(line)),
    )
    .map((path) => relative(root, path));
  expect(wrong).toEqual([]);
});

test('no source file carries machine paths or the policy’s place names in code', () => {
  const wrong = layers.filter(
    (path) => /弥勒|532504/.test(readFileSync(path, 'utf8')) && !/messages/.test(path),
  );
  expect(wrong.map((path) => relative(root, path))).toEqual([]);
});
