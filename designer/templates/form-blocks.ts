import type { FormilySchema } from '../../runtime/form';
import { THIRD, WHOLE, templateField, templateSection } from './template-field';

/** Parts of forms that counties put together again and again; inserted whole, then changed like any other part. */
export interface FormBlock {
  readonly key: string;
  /** As the palette names it; single components are named like some of the parts. */
  readonly label: string;
  readonly node: FormilySchema;
}

function field(
  title: string,
  component: string,
  more: Partial<FormilySchema> = {},
  place: Readonly<Record<string, number>> = THIRD,
): FormilySchema {
  return templateField(title, component, more, place);
}

/** What the identity number says of a person. */
function derived(
  title: string,
  compute: string,
  format: 'text' | 'number' = 'text',
): FormilySchema {
  return field(title, 'Calculated', {
    type: format === 'number' ? 'number' : 'string',
    'x-component-props': { format },
    'x-banshi': { compute },
  });
}

function block(
  key: string,
  title: string,
  properties: Readonly<Record<string, FormilySchema>>,
  label = title,
): FormBlock {
  return { key, label, node: templateSection(title, properties) };
}

const personName = field('姓名', 'Input', { required: true, minLength: 2, maxLength: 20 });
const identity = { required: true, 'x-banshi': { mask: 'id' } } as const;

export const formBlocks: readonly FormBlock[] = [
  block('headSection', '户主信息', {
    headName: { ...personName, title: '户主姓名' },
    headIdNumber: field('户主证件号码', 'IdNumber', identity),
    headGender: derived('性别', '$idGender(headIdNumber)'),
    headBirthDate: derived('出生日期', '$idBirthDate(headIdNumber)'),
    phone: field('联系电话', 'Phone', { required: true, 'x-banshi': { mask: 'phone' } }),
    address: field('家庭住址', 'Input', { required: true, maxLength: 100 }),
  }),
  block('membersSection', '家庭成员', {
    members: {
      type: 'array',
      title: '家庭成员',
      required: true,
      minItems: 1,
      'x-component': 'ArrayTable',
      'x-component-props': { addText: '添加家庭成员' },
      'x-decorator': 'FormItem',
      'x-decorator-props': WHOLE,
      'x-banshi': {
        rules: [
          {
            id: 'one-head',
            severity: 'error',
            assert: '$count(members[relation="户主"]) = 1',
            message: '户主须有且只有一人',
          },
          {
            id: 'no-one-twice',
            severity: 'error',
            assert: '$count($distinct(members.idNumber)) = $count(members.idNumber)',
            message: '家庭成员证件号码重复',
          },
        ],
      },
      items: {
        type: 'object',
        properties: {
          name: personName,
          idNumber: field('证件号码', 'IdNumber', identity),
          relation: field('与户主关系', 'Select', {
            required: true,
            enum: ['户主', '配偶', '之子', '之女', '之父', '之母', '之孙', '其他'],
          }),
          gender: derived('性别', '$idGender($row.idNumber)'),
          age: derived('年龄', '$ageAt($idBirthDate($row.idNumber), $today())', 'number'),
        },
      },
    },
    population: field('家庭人口（人）', 'Calculated', {
      type: 'number',
      'x-component-props': { format: 'number' },
      'x-banshi': { compute: '$count(members)' },
    }),
  }),
  block(
    'opinionSection',
    '审核意见',
    {
      opinion: field('审核意见', 'Opinion', { type: 'object', required: true }, WHOLE),
      reviewer: field('审核人（签字）', 'Signature', { type: 'object', required: true }),
      reviewDate: field('审核日期', 'DatePicker', {
        required: true,
        'x-banshi': { prefill: '$today()' },
      }),
    },
    '审核意见栏',
  ),
  block(
    'materialsSection',
    '材料清单',
    {
      materials: field(
        '材料清单',
        'Checklist',
        {
          type: 'array',
          enum: ['户口簿', '身份证', '收入证明', '其他材料'],
          'x-component-props': { requiredItems: ['户口簿', '身份证'], upload: true },
        },
        WHOLE,
      ),
    },
    '材料清单栏',
  ),
];
