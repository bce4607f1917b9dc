import { setTimeout } from 'node:timers/promises';
import { DEMO_PASSWORD } from '../../../server/demo/demo-users';
import { applicationOf } from './applicants';
import { Client } from './client';
import { completionFor, openTask, workedExample } from './walk';

const NOT_YET = 'not there yet';
const MOST_ATTEMPTS = 600;

/** A person at one desk: one log-in for all that they do at once, renewed when the server forgot it. */
export class InsistentPerson {
  private loggedIn: Promise<Client> | null = null;

  constructor(
    private readonly username: string,
    private readonly url: () => string,
  ) {}

  /** Does something as often as it takes. */
  async insist<T>(act: (client: Client) => Promise<T>): Promise<T> {
    for (let attempt = 0; ; attempt += 1) {
      this.loggedIn ??= this.logIn();
      const mine = this.loggedIn;
      try {
        return await act(await mine);
      } catch (error) {
        if (attempt > MOST_ATTEMPTS) throw error;
        const isNotYet = error instanceof Error && error.message === NOT_YET;
        if (!isNotYet && this.loggedIn === mine) this.loggedIn = null;
        await setTimeout(100 + Math.random() * 100);
      }
    }
  }

  private async logIn(): Promise<Client> {
    const client = new Client(this.url);
    const reply = await client.logIn(this.username, DEMO_PASSWORD);
    if (reply.status !== 200) throw new Error(`log-in answered ${reply.status}`);
    return client;
  }
}

/** What a server said that it has done. */
export interface Acknowledged {
  readonly caseId: string;
  readonly elementId: string;
}

/** Who does the first steps of worked example S1. */
export type StepPeople = Readonly<
  Record<'t_accept' | 't_survey' | 't_review' | 't_publicity', InsistentPerson>
>;

export function stepPeople(url: () => string): StepPeople {
  const clerk = new InsistentPerson('zhanghui', url);
  return {
    t_accept: clerk,
    t_survey: new InsistentPerson('wangjianguo', url),
    t_review: new InsistentPerson('puzhengming', url),
    t_publicity: clerk,
  };
}

/** Brings a case of S1 up to the publicity, against all resistance, and notes what was acknowledged. @returns its id */
export async function bringToPublicity(
  order: number,
  people: StepPeople,
  acknowledged: Acknowledged[],
): Promise<string> {
  const example = workedExample('s1');
  const clerk = people.t_accept;
  const draftId = await clerk.insist(async (client) => {
    const body = {
      packageKey: 'mile-2020',
      processId: 'identify',
      startEventId: example.start.startEvent,
    };
    return (await client.get('openMatterDraft', { body })).id;
  });
  const caseId = await clerk.insist(async (client) => {
    const body = { values: applicationOf(order) };
    return (await client.get('submitMatter', { params: { draftId }, body })).caseId;
  });
  acknowledged.push({ caseId, elementId: 'start' });
  for (const [elementId, person] of Object.entries(people)) {
    const step = example.steps.find((one) => one.complete === elementId) ?? {};
    let asked = '';
    const wasAcknowledged = await person.insist(async (client) => {
      const task = await openTask(client, caseId, elementId);
      // Gone after it was asked for: an answer was lost on the way, but what it answered stands.
      if (task === undefined && asked !== '') {
        const { state } = await client.get('getTask', { params: { taskId: asked } });
        if (state === 'completed') return false;
      }
      if (task === undefined) throw new Error(NOT_YET);
      const body = await completionFor(client, task.id, step);
      asked = task.id;
      const reply = await client.call('completeTask', { params: { taskId: task.id }, body });
      if (reply.status === 200) return true;
      throw new Error(`${reply.status} ${JSON.stringify(reply.body)}`);
    });
    if (wasAcknowledged) acknowledged.push({ caseId, elementId });
  }
  return caseId;
}
