import { Tag } from 'antd';
import { Link } from 'react-router-dom';
import type { Difference } from '../../runtime/contract';
import { t } from '../text';

interface DifferenceListProps {
  readonly differences: readonly Difference[];
  /** The page on which a difference can be looked at; null where there is none. @default none */
  readonly pageOf?: (difference: Difference) => string | null;
}

/** What was added, changed and removed, a sentence each. */
export function DifferenceList({ differences, pageOf = () => null }: DifferenceListProps) {
  return (
    <ul className="plain-list">
      {differences.map((one, index) => {
        const page = pageOf(one);
        return (
          <li key={index}>
            <Tag className={`difference-${one.kind}`}>{t(one.kind)}</Tag>
            {page === null ? one.sentence : <Link to={page}>{one.sentence}</Link>}
          </li>
        );
      })}
    </ul>
  );
}
