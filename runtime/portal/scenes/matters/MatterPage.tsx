import { useState } from 'react';
import { useParams } from 'react-router-dom';
import type { CaseStarted } from '../../../contract';
import { useApi } from '../../api/ApiProvider';
import { caseAnswers } from '../../api/case-answers';
import { useFresh } from '../../api/use-fresh';
import { useUser } from '../../app/SessionProvider';
import { ErrorState, ListSkeleton } from '../../components/States';
import { matterDraftKey } from '../../drafts/draft-keys';
import { IndexedDbStore } from '../../drafts/local-store';
import { stillNeeded } from '../../drafts/draft-keeper';
import { useLocalCopy, useSettled } from '../../drafts/use-draft';
import { outboxId } from '../../offline/outbox';
import { useOutboxState } from '../../offline/OutboxProvider';
import { SendingLater } from '../outbox/SendingLater';
import { MatterDesk } from './MatterDesk';
import { MatterSent } from './MatterSent';

/** An application: fill, submit, see where it went. */
export function MatterPage() {
  const { draftId = '' } = useParams();
  const user = useUser();
  const key = matterDraftKey(user.id, draftId);
  const isSettled = useSettled(key);
  const outbox = useOutboxState();
  const id = outboxId('matter', draftId);
  const later = outbox.delivered.get(id);
  if (later?.kind === 'matter') return <MatterSent started={later.answer} />;
  const waiting = outbox.items.find((item) => item.id === id);
  if (waiting !== undefined) return <SendingLater item={waiting} />;
  return isSettled ? (
    <SettledMatter key={key} draftId={draftId} draftKey={key} />
  ) : (
    <MatterSkeleton />
  );
}

function MatterSkeleton() {
  return (
    <div className="page">
      <ListSkeleton rows={5} />
    </div>
  );
}

function SettledMatter({
  draftId,
  draftKey: key,
}: {
  readonly draftId: string;
  readonly draftKey: string;
}) {
  const { cache } = useApi();
  const draft = useFresh('getMatterDraft', { params: { draftId } });
  const local = useLocalCopy(key);
  const [dropped, setDropped] = useState(false);
  const [started, setStarted] = useState<CaseStarted | null>(null);
  if (started !== null) return <MatterSent started={started} />;
  if (draft.error !== undefined) return <ErrorState error={draft.error} onRetry={draft.reload} />;
  if (draft.data === undefined || local === undefined) return <MatterSkeleton />;
  const { form } = draft.data;
  const startAgain = async () => {
    await new IndexedDbStore().remove(key);
    setDropped(true);
    draft.reload();
  };
  return (
    <MatterDesk
      draft={draft.data}
      recovered={
        dropped
          ? null
          : stillNeeded(local, { forms: { [form.variable]: form.values }, opinion: null })
      }
      onReload={() => void startAgain()}
      onStarted={(result) => {
        setStarted(result);
        cache.invalidate([...caseAnswers, 'listMatterDrafts']);
      }}
    />
  );
}
