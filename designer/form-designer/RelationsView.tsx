import { Alert, Empty, Typography } from 'antd';
import { useMemo, useState } from 'react';
import type { FormDocument } from '../../runtime/form';
import { t } from '../text';
import type { NodePath } from './form-document';
import { type Relation, type RelationKind, reachOf, relationsOf } from './relations';
import './relations.css';

const WIDTH = 190;
const GAP = 90;
const HEIGHT = 34;
const SPACE = 8;
const KINDS: readonly RelationKind[] = ['compute', 'visible', 'editable', 'required', 'rule'];

interface RelationsViewProps {
  readonly document: FormDocument;
  readonly onOpen: (path: NodePath) => void;
}

/** 关系图: what is filled at the left, and to its right what is computed or decided from it, step by step. */
export function RelationsView({ document, onOpen }: RelationsViewProps) {
  const found = useMemo(() => relationsOf(document), [document]);
  const [looked, lookAt] = useState<string | null>(null);
  const lit = useMemo(() => (looked === null ? null : reachOf(found, looked)), [found, looked]);
  const { fields, relations } = found;
  const places = useMemo(() => {
    const filled: number[] = [];
    return new Map(
      fields.map(({ id, level }) => {
        const row = filled[level] ?? 0;
        filled[level] = row + 1;
        return [id, { x: level * (WIDTH + GAP), y: row * (HEIGHT + SPACE) }] as const;
      }),
    );
  }, [fields]);
  if (fields.length === 0)
    return <Empty className="relations-none" description={t('relations.none')} />;
  const circular = relations.filter((relation) => relation.isCircular);
  const inCircle = new Set(circular.flatMap(({ from, to }) => [from, to]));
  const titleOf = (id: string): string => fields.find((one) => one.id === id)?.title ?? id;
  const width = Math.max(...[...places.values()].map(({ x }) => x)) + WIDTH;
  const height = Math.max(...[...places.values()].map(({ y }) => y)) + HEIGHT;
  const isLit = ({ from, to }: Relation): boolean => lit === null || (lit.has(from) && lit.has(to));
  return (
    <div className="relations">
      {circular.length === 0 ? null : (
        <Alert
          type="error"
          showIcon
          message={t('relations.circle', {
            fields: [...inCircle].map((id) => `“${titleOf(id)}”`).join('、'),
          })}
        />
      )}
      <Typography.Paragraph type="secondary" className="relations-help">
        {t('relations.help')}
        <span className="relations-legend">
          {KINDS.filter((kind) => relations.some(({ kinds }) => kinds.includes(kind))).map(
            (kind) => (
              <span key={kind} className={`relations-kind relations-${kind}`}>
                {t(`relations.${kind}`)}
              </span>
            ),
          )}
        </span>
      </Typography.Paragraph>
      <div className="relations-picture" onMouseLeave={() => lookAt(null)}>
        <div className="relations-sheet" style={{ width, height }}>
          <svg width={width} height={height} aria-hidden>
            {relations.map((relation) => {
              const [from, to] = [places.get(relation.from), places.get(relation.to)];
              if (from === undefined || to === undefined) return null;
              const kind = KINDS.find((one) => relation.kinds.includes(one)) ?? 'rule';
              const classes = [
                'relations-line',
                `relations-${kind}`,
                relation.isCircular ? 'relations-circular' : '',
                isLit(relation) ? '' : 'relations-dim',
              ];
              return (
                <path
                  key={`${relation.from} ${relation.to}`}
                  className={classes.join(' ')}
                  d={curve(from, to)}
                />
              );
            })}
          </svg>
          {fields.map((field) => {
            const place = places.get(field.id);
            const reads = relations.filter(({ to }) => to === field.id).map(({ from }) => from);
            const classes = [
              'relations-field',
              field.isComputed ? 'relations-made' : '',
              inCircle.has(field.id) ? 'relations-circular' : '',
              lit === null || lit.has(field.id) ? '' : 'relations-dim',
            ];
            return (
              <button
                key={field.id}
                type="button"
                className={classes.join(' ')}
                style={{ left: place?.x, top: place?.y, width: WIDTH, height: HEIGHT }}
                title={
                  reads.length === 0
                    ? field.title
                    : t('relations.reads', {
                        title: field.title,
                        fields: reads.map(titleOf).join('、'),
                      })
                }
                onMouseEnter={() => lookAt(field.id)}
                onFocus={() => lookAt(field.id)}
                onBlur={() => lookAt(null)}
                onClick={() => onOpen(field.path)}
              >
                {field.title}
                {field.table === null ? null : <small>{field.table}</small>}
              </button>
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** From the right side of one field to the left side of another; to what is no further, round to its right side. */
function curve(from: Point, to: Point): string {
  const [x1, y1] = [from.x + WIDTH, from.y + HEIGHT / 2];
  const y2 = to.y + HEIGHT / 2;
  if (to.x > from.x) {
    const bend = (to.x - x1) / 2;
    return `M${x1} ${y1}C${x1 + bend} ${y1} ${to.x - bend} ${y2} ${to.x} ${y2}`;
  }
  const x2 = to.x + WIDTH;
  return `M${x1} ${y1}C${x1 + GAP / 2} ${y1} ${x2 + GAP / 2} ${y2} ${x2} ${y2}`;
}
