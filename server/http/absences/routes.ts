import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import type { Absence } from '../../../runtime/contract';
import { dateAt } from '../../../runtime/kernel';
import { recordAction } from '../../audit/record-action';
import type { ServerContext } from '../../context';
import type { Viewer } from '../../identity/viewer';
import type { AbsenceDocument } from '../../models/absence';
import { refuse } from '../refusal';
import { register } from '../register';

const SHOWN = 50;

/** 请假代办: each person says when they are away and who stands in; nobody says it for another. */
export function absenceRoutes(router: Router, server: ServerContext): void {
  const { absences, users } = server.models;

  const answer = async (viewer: Viewer) => {
    const today = dateAt(server.clock());
    const list = async (filter: object): Promise<Absence[]> => {
      const found = await absences
        .find(filter)
        .sort({ to: -1, createdAt: -1 })
        .limit(SHOWN)
        .lean<AbsenceDocument[]>();
      return found.map((one) => present(one, today));
    };
    const [own, forOthers] = await Promise.all([
      list({ personId: viewer.id }),
      list({ substituteId: viewer.id, endedAt: null, to: { $gte: today } }),
    ]);
    return { own, forOthers };
  };

  register(router, 'listAbsences', ({ viewer }) => answer(viewer));

  register(router, 'saveAbsence', async ({ viewer, body }) => {
    const { substituteId, from, to, reason } = body;
    const substitute = await users.findOne({ _id: substituteId, disabled: false }).lean();
    if (substitute === null) throw refuse(422, 'ABSENCE-SUBSTITUTE');
    if (substituteId === viewer.id) throw refuse(422, 'ABSENCE-ONESELF');
    if (to < from || to < dateAt(server.clock())) throw refuse(422, 'ABSENCE-DAYS');
    const clash = { personId: viewer.id, endedAt: null, from: { $lte: to }, to: { $gte: from } };
    if ((await absences.exists(clash)) !== null) throw refuse(409, 'ABSENCE-OVERLAP');
    await absences.create({
      _id: randomUUID(),
      personId: viewer.id,
      personName: viewer.name,
      substituteId,
      substituteName: substitute.name,
      from,
      to,
      reason,
      createdAt: server.clock(),
      endedAt: null,
    });
    server.absences.forget();
    const detail = `${from} – ${to} · ${substitute.name}`;
    await recordAction(server, viewer, 'saveAbsence', viewer.id, detail);
    return answer(viewer);
  });

  register(router, 'endAbsence', async ({ viewer, params }) => {
    const _id = params['absenceId'] ?? '';
    const ended = await absences.updateOne(
      { _id, personId: viewer.id, endedAt: null },
      { $set: { endedAt: server.clock() } },
    );
    if (ended.matchedCount !== 1) throw refuse(404, 'HTTP-NOT-FOUND');
    server.absences.forget();
    await recordAction(server, viewer, 'endAbsence', viewer.id, _id);
    return answer(viewer);
  });
}

function present(
  { _id: id, createdAt: _, endedAt, ...rest }: AbsenceDocument,
  today: string,
): Absence {
  const isOver = endedAt !== null || rest.to < today;
  return { id, ...rest, state: isOver ? 'over' : rest.from > today ? 'planned' : 'now' };
}
