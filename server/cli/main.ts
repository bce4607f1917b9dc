import { ArchiveRefused } from './package-archive';
import { UsageError, packageCommands } from './package-commands';
import { run } from './run-command';

const usage = `用法：npm run banshi -- <命令>

  check <目录>               检查一个包，列出全部问题
  test <目录> [场景…]        走一遍场景，报告环节覆盖
  diff <目录或文件> <目录或文件>  两个版本之间改了什么
  pack <目录> [文件]         打成一个文件
  import <文件> [目录]       检查并展开一个包文件
  run <文件.bpmn> --script <步骤.json>  按步骤走一遍流程，输出经过（JSON）
  schemas [目录] [--check]   写出各类文件的 JSON Schema

退出码：0 成功，1 有问题，2 用法不对`;

const commands: typeof packageCommands = { ...packageCommands, run };

const [name = '', ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  console.error(name === '' ? usage : `没有命令 ${name}。\n\n${usage}`);
  process.exitCode = 2;
} else {
  try {
    process.exitCode = await command(args);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(`${error.message}\n\n${usage}`);
      process.exitCode = 2;
    } else if (error instanceof ArchiveRefused) {
      console.error(`✗ ${error.message}`);
      process.exitCode = 1;
    } else throw error;
  }
}
