import type { FormDocument, FormilySchema } from '../../runtime/form';
import { WHOLE, templateField as field, templateSection as section } from './template-field';

/** What a new form begins with. */
export type FormTemplate = 'blank' | 'application' | 'opinion';

export const formTemplates: readonly FormTemplate[] = ['blank', 'application', 'opinion'];

/** The results that the template of an opinion offers, and that a new process decides by. */
export const templateResults = { agree: '同意', return: '退回补正', refuse: '不同意' } as const;

function contentOf(template: FormTemplate): Readonly<Record<string, FormilySchema>> {
  switch (template) {
    case 'blank':
      return { section1: section('基本信息', {}) };
    case 'application':
      return {
        applicant: section('申请人', {
          applicantName: field('申请人姓名', 'Input', { required: true }),
          phone: field('联系电话', 'Phone', { required: true }),
        }),
        content: section('申请内容', {
          reason: field('申请事由', 'TextArea', { required: true, maxLength: 500 }, WHOLE),
          applyDate: field('申请日期', 'DatePicker', {
            required: true,
            'x-banshi': { prefill: '$today()' },
          }),
        }),
      };
    case 'opinion':
      return {
        opinion: section('审核意见', {
          result: field('审核结果', 'Radio', {
            required: true,
            enum: Object.values(templateResults),
          }),
          opinionDate: field('审核日期', 'DatePicker', {
            required: true,
            'x-banshi': { prefill: '$today()' },
          }),
          opinionText: field('审核意见', 'TextArea', { maxLength: 500 }, WHOLE),
        }),
      };
  }
}

/** A new form file. */
export function newForm(key: string, title: string, template: FormTemplate): FormDocument {
  return { key, title, schema: { type: 'object', properties: contentOf(template) } };
}
