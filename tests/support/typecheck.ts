/** Type-checks each layer with the libraries that it may use, so that a DOM or Node name in the core does not compile. */
import { spawnSync } from 'node:child_process';

const projects = ['runtime', 'runtime/react', 'runtime/portal', 'server', 'designer', 'tests'];
let failed = false;
for (const project of projects) {
  const run = spawnSync('npx', ['tsc', '-p', project], { stdio: 'inherit' });
  if (run.status !== 0) {
    failed = true;
    console.error(`typecheck failed: ${project}`);
  }
}
process.exit(failed ? 1 : 0);
