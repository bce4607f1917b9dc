import { Link } from 'react-router-dom';
import type { Dossier } from '../../../contract';
import { useQuery } from '../../api/use-query';
import { useText } from '../../app/preferences';
import { ToneTag } from '../../components/Marks';
import { ListSkeleton, Loaded } from '../../components/States';
import { HouseholdFields } from './HouseholdFields';
import './records.css';

/** The head of a household's file beside a form. */
export function HouseholdHead({ recordId }: { readonly recordId: string }) {
  const t = useText();
  const found = useQuery('getDossier', { params: { recordId } });
  return (
    <Loaded query={found} skeleton={<ListSkeleton rows={3} />}>
      {(data) => (
        <div className="household-head">
          <HouseholdTitle data={data} />
          <HouseholdFields data={data} limit={12} columns={1} />
          <Link to={`/households/${recordId}`}>{t('household.whole')}</Link>
        </div>
      )}
    </Loaded>
  );
}

export function HouseholdTitle({ data }: { readonly data: Dossier }) {
  return (
    <div className="household-title">
      <strong>{data.label}</strong>
      <ToneTag tone={data.tone}>{data.status}</ToneTag>
      {data.category !== null && <ToneTag tone="info">{data.category}</ToneTag>}
      <div className="muted small">
        {data.unitPath} · {data.number}
      </div>
    </div>
  );
}
