import type { Dossier } from '../../../contract';
import { dateText } from '../../app/dates';
import { useText } from '../../app/preferences';
import './records.css';

interface LifeEvent {
  readonly key: string;
  readonly at: number;
  readonly title: string;
  readonly detail: string;
  readonly kind: 'case' | 'form' | 'status';
}

/** What has happened to a household, latest first: cases, forms, changes of status. */
export function LifeLine({ data }: { readonly data: Dossier }) {
  const t = useText();
  const events: LifeEvent[] = [
    ...data.cases.flatMap((one): LifeEvent[] => [
      {
        key: `${one.id} begun`,
        at: one.startedAt,
        title: t('life.begun', { matter: one.matter }),
        detail: one.number,
        kind: 'case',
      },
      ...(one.endedAt === null
        ? []
        : [
            {
              key: `${one.id} ended`,
              at: one.endedAt,
              title: t('life.ended', { matter: one.matter }),
              detail: one.result ?? '',
              kind: 'case' as const,
            },
          ]),
    ]),
    ...data.submissions.map((one): LifeEvent => ({
      key: one.id,
      at: one.submittedAt,
      title: one.formTitle,
      detail: one.submittedBy,
      kind: 'form',
    })),
    ...data.revisions
      .filter((one, index) => one.status !== data.revisions[index - 1]?.status)
      .map((one): LifeEvent => ({
        key: `revision ${one.revision}`,
        at: one.at,
        title: t('life.status', { status: one.status }),
        detail: one.actorName,
        kind: 'status',
      })),
  ];
  return (
    <ol className="life-line">
      {events
        .sort((a, b) => b.at - a.at)
        .map((event) => (
          <li key={event.key} className={event.kind}>
            <span className="numbers muted">{dateText(event.at)}</span>
            <span className="life-dot" aria-hidden="true" />
            <span>
              {event.title} <span className="muted small">{event.detail}</span>
            </span>
          </li>
        ))}
    </ol>
  );
}
