import { z } from 'zod';

/** A person's role at one unit of the organisation; it reaches the unit's whole subtree. */
export const seat = z.object({
  role: z.string(),
  roleTitle: z.string(),
  unit: z.string(),
  unitName: z.string(),
});

export const sessionUser = z.object({
  id: z.string(),
  username: z.string(),
  name: z.string(),
  seats: z.array(seat),
  permissions: z.array(z.string()),
});

/** The answer of `GET /api/session`: who is logged in (if anyone) and what the app needs to know before that. */
export const sessionState = z.object({
  user: sessionUser.nullable(),
  /** Sent back in the `X-CSRF-Token` header of every request that changes something. */
  csrfToken: z.string(),
  demo: z.boolean(),
  setupNeeded: z.boolean(),
  serverTime: z.number().int(),
});

export const logInRequest = z.object({
  username: z.string().min(1).max(64),
  password: z.string().min(1).max(256),
});

/** The first administrator of a production start; accepted only while there is no user. */
export const setupRequest = z.object({
  username: z.string().min(2).max(64),
  name: z.string().min(2).max(40),
  password: z.string().min(12).max(256),
  /** Printed by the server at its first start, so that only who can read its log sets it up. */
  setupCode: z.string().min(1),
});

/** A demonstration person's card on the log-in page; only in demo mode. */
export const demoUser = z.object({
  username: z.string(),
  name: z.string(),
  roleTitle: z.string(),
  unitName: z.string(),
  description: z.string(),
  /** The shared demonstration password; it opens nothing outside demo mode. */
  password: z.string(),
});

export type Seat = z.infer<typeof seat>;
export type SessionUser = z.infer<typeof sessionUser>;
export type SessionState = z.infer<typeof sessionState>;
export type LogInRequest = z.infer<typeof logInRequest>;
export type SetupRequest = z.infer<typeof setupRequest>;
export type DemoUser = z.infer<typeof demoUser>;
