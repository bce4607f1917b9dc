import { ExclamationCircleFilled } from '@ant-design/icons';
import { useText } from '../app/preferences';
import { useIsPhone } from '../app/use-media';
import type { PlacedProblem } from './filled-form';
import './forms.css';

interface ProblemSummaryProps {
  readonly problems: readonly PlacedProblem[];
  readonly onGo: (problem: PlacedProblem) => void;
}

/** 「还差 2 项没填」 with a link to each. */
export function ProblemSummary({ problems, onGo }: ProblemSummaryProps) {
  const t = useText();
  const most = useIsPhone() ? 5 : 12;
  if (problems.length === 0) return null;
  const missing = problems.filter((one) => one.code.startsWith('VALUE-REQUIRED')).length;
  const wrong = problems.length - missing;
  const parts = [
    ...(missing > 0 ? [t('problems.missing', { count: missing })] : []),
    ...(wrong > 0 ? [t('problems.wrong', { count: wrong })] : []),
  ];
  return (
    <section className="problem-summary" role="alert" aria-label={parts.join(t('list.comma'))}>
      <strong>
        <ExclamationCircleFilled /> {parts.join(t('list.comma'))}
      </strong>
      <ul>
        {problems.slice(0, most).map((problem, index) => (
          <li key={`${problem.variable}.${problem.path}.${index}`}>
            <button type="button" className="link" onClick={() => onGo(problem)}>
              {problem.message}
            </button>
          </li>
        ))}
        {problems.length > most && <li>{t('problems.more', { count: problems.length - most })}</li>}
      </ul>
    </section>
  );
}
