import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

function newest(path: string): number {
  const stats = statSync(path);
  if (!stats.isDirectory()) return stats.mtimeMs;
  return readdirSync(path)
    .filter((name) => name !== 'dist' && name !== 'node_modules')
    .reduce((latest, name) => Math.max(latest, newest(join(path, name))), 0);
}

function isCurrent(root: string, app: string, sources: readonly string[]): boolean {
  const page = join(root, app, 'dist', 'index.html');
  if (!existsSync(page)) return false;
  const built = statSync(page).mtimeMs;
  return sources.every((source) => newest(join(root, source)) <= built);
}

function build(root: string, app: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    const child = spawn(
      process.execPath,
      [vite, 'build', '--config', join(root, app, 'vite.config.ts'), '--logLevel', 'warn'],
      {
        cwd: root,
        // A test run must serve what people are served, not React's development build.
        env: { ...process.env, NODE_ENV: 'production' },
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
    child.on('error', reject);
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`building ${app} failed`)),
    );
  });
}

/** Builds the portal and the designer when they are missing or older than their sources. */
export async function buildWebApps(root: string): Promise<void> {
  const apps = [
    { app: 'runtime/portal', sources: ['runtime'] },
    { app: 'designer', sources: ['runtime', 'designer'] },
  ];
  const stale = apps.filter(({ app, sources }) => !isCurrent(root, app, sources));
  await Promise.all(stale.map(({ app }) => build(root, app)));
}
