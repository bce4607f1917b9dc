import { Empty } from 'antd';
import { Link } from 'react-router-dom';
import type { Problem } from '../../runtime/kernel';
import { useDraft } from '../api/draft-context';
import { problemPage, splitPlace } from '../api/problem-place';
import { t } from '../text';
import { SeverityIcon } from './SeverityIcon';

interface ProblemListProps {
  readonly problems: readonly Problem[];
  readonly onOpen?: () => void;
}

/** Findings about the draft by file; a click goes to the place. */
export function ProblemList({ problems, onOpen }: ProblemListProps) {
  const { draft } = useDraft();
  if (problems.length === 0) return <Empty description={t('noProblems')} />;
  const byFile = new Map<string, Problem[]>();
  for (const problem of problems) {
    const { path } = splitPlace(problem.at);
    byFile.set(path, [...(byFile.get(path) ?? []), problem]);
  }
  const titleOf = (path: string): string =>
    draft.content.files.find((file) => file.path === path)?.title ?? path;
  return (
    <div className="problem-list">
      {[...byFile].map(([path, list]) => (
        <section key={path}>
          <h3>{titleOf(path)}</h3>
          <ul>
            {list.map((problem, index) => {
              const page = problemPage(draft.content.key, problem);
              return (
                <li key={index}>
                  <SeverityIcon severity={problem.severity} />
                  <div>
                    {page === null ? (
                      problem.message
                    ) : (
                      <Link to={page} onClick={onOpen}>
                        {problem.message}
                      </Link>
                    )}
                    <small className="muted">
                      {problem.code} · {splitPlace(problem.at).place || path}
                    </small>
                  </div>
                </li>
              );
            })}
          </ul>
        </section>
      ))}
    </div>
  );
}
