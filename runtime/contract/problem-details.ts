import { z } from 'zod';

/** One finding about the input: where (form path, JSON pointer or file#element), a stable code and the Chinese sentence. */
export const inputProblem = z.object({
  at: z.string(),
  code: z.string(),
  message: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  rule: z.string().optional(),
});

/** The body of every refusal: RFC 9457 problem details with Banshi's stable `code`. */
export const problemDetails = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.string(),
  instance: z.string().optional(),
  problems: z.array(inputProblem).optional(),
});

export type InputProblem = z.infer<typeof inputProblem>;
export type ProblemDetails = z.infer<typeof problemDetails>;
