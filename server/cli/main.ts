import { check, test } from './package-commands';
import { run } from './run-command';

const commands: Readonly<Record<string, (args: readonly string[]) => Promise<number>>> = {
  check,
  test,
  run,
};

const [name = '', ...args] = process.argv.slice(2);
const command = commands[name];
if (command === undefined) {
  console.error(
    '用法:npm run banshi -- check <目录> | test <目录> | run <文件.bpmn> --script <步骤.json>',
  );
  process.exitCode = 2;
} else {
  process.exitCode = await command(args);
}
