import { z } from 'zod';
import { formNodeFile, printLayoutFile } from '../form';
import { fileKinds, formFile } from './files';

/** A JSON Schema (draft 2020-12) as a text editor reads it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

const titles: Readonly<Record<keyof typeof fileKinds, string>> = {
  manifest: '包的说明：manifest.json',
  parameters: '参数：parameters.json',
  organization: '单位：organization.json',
  calendar: '节假日：calendar.json',
  roles: '角色：roles.json',
  dictionary: '字典：dictionaries/*.json',
  entity: '档案类型：entities/*.json',
  form: '表单：forms/*.form.json',
  ledger: '台账：ledgers/*.json',
  scenario: '场景：scenarios/*.json',
};

/** A form with everything inside, which is otherwise checked node by node. */
const wholeForm = formFile.extend({ schema: formNodeFile, print: printLayoutFile.optional() });

/** The schemas of all JSON files of a package, by file name; a file names its own by `$schema`. */
export function packageSchemas(): Readonly<Record<string, JsonSchema>> {
  return Object.fromEntries(
    Object.entries(fileKinds).map(([kind, { schema }]) => {
      const whole = kind === 'form' ? wholeForm : schema;
      const { $schema, ...rest } = z.toJSONSchema(whole, { io: 'input', unrepresentable: 'any' });
      const title = titles[kind as keyof typeof fileKinds];
      return [`${kind}.schema.json`, { $schema, title, ...rest }];
    }),
  );
}
