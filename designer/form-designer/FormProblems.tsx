import { Empty } from 'antd';
import type { FormDocument } from '../../runtime/form';
import type { Problem } from '../../runtime/kernel';
import { SeverityIcon } from '../components/SeverityIcon';
import { t } from '../text';
import { type NodePath, nodeAt } from './form-document';
import { nodeOfProblem } from './node-of-problem';

interface FormProblemsProps {
  readonly document: FormDocument;
  readonly problems: readonly Problem[];
  readonly onSelect: (path: NodePath | null) => void;
}

/** All that is wrong with the form, each with the way to its field. */
export function FormProblems({ document, problems, onSelect }: FormProblemsProps) {
  if (problems.length === 0) {
    return <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={t('noProblems')} />;
  }
  return (
    <ul className="form-problems">
      {problems.map((problem) => {
        const path = nodeOfProblem(document, problem);
        const title = path.length === 0 ? document.title : nodeAt(document, path)?.title;
        return (
          <li key={`${problem.at} ${problem.code} ${problem.message}`}>
            <button type="button" onClick={() => onSelect(path.length === 0 ? null : path)}>
              <SeverityIcon severity={problem.severity} />
              <span>
                <strong>{title ?? path.at(-1)}</strong>
                {problem.message}
                <small className="muted">{problem.code}</small>
              </span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
