import { z } from 'zod';

const expression = z.string().max(20_000);

const rule = z.strictObject({
  id: z.string().min(1),
  severity: z.enum(['error', 'warning', 'note']),
  assert: expression,
  message: z.string().min(1),
  messageEn: z.string().optional(),
  when: expression.optional(),
  at: z.string().optional(),
});

const behavior = z.strictObject({
  compute: expression.optional(),
  visible: expression.optional(),
  editable: expression.optional(),
  required: expression.optional(),
  rules: z.array(rule).optional(),
  prefill: expression.optional(),
  whenReopened: z.enum(['keep', 'renew']).optional(),
  mask: z.enum(['id', 'phone', 'bank', 'name']).optional(),
  dictionary: z.string().optional(),
  unique: z.string().optional(),
  formula: z.string().optional(),
  formerKeys: z.array(z.string()).optional(),
});

const option = z.union([
  z.string(),
  z.number(),
  z.strictObject({ label: z.string(), value: z.union([z.string(), z.number(), z.boolean()]) }),
]);

const own = {
  type: z.enum(['object', 'array', 'string', 'number', 'boolean', 'void']).optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(option).optional(),
  required: z.boolean().optional(),
  default: z.unknown().optional(),
  minLength: z.number().optional(),
  maxLength: z.number().optional(),
  minimum: z.number().optional(),
  maximum: z.number().optional(),
  minItems: z.number().optional(),
  maxItems: z.number().optional(),
  pattern: z.string().max(1_000).optional(),
  format: z.string().optional(),
  'x-index': z.number().optional(),
  'x-component': z.string().optional(),
  'x-component-props': z.record(z.string(), z.unknown()).optional(),
  'x-decorator': z.string().optional(),
  'x-decorator-props': z.record(z.string(), z.unknown()).optional(),
  'x-banshi': behavior.optional(),
};

/** One node without what is inside it: checked node by node, so that no nesting exhausts the stack. */
export const formNodeShape = z.strictObject({
  ...own,
  properties: z.record(z.string(), z.unknown()).optional(),
  items: z.record(z.string(), z.unknown()).optional(),
});

/** A node with what is inside it, for editors. */
export const formNodeFile: z.ZodType = z.strictObject({
  ...own,
  get properties() {
    return z.record(z.string(), formNodeFile).optional();
  },
  get items() {
    return formNodeFile.optional();
  },
});

export const printLayoutFile = z.strictObject({
  orientation: z.enum(['portrait', 'landscape']).optional(),
  kind: z.enum(['letter', 'table', 'items']).optional(),
  columns: z.record(z.string(), z.array(z.string())).optional(),
  annex: z.string().optional(),
  salutation: z.string().optional(),
  paragraphs: z.array(z.string()).optional(),
  signatures: z
    .array(
      z.strictObject({
        title: z.string(),
        path: z.string().optional(),
        seal: z.boolean().optional(),
      }),
    )
    .optional(),
  footer: z.string().optional(),
});
