import { Empty, Input, Tree } from 'antd';
import { type ReactNode, useMemo, useState } from 'react';
import { type FormDocument, components, isComponent } from '../../runtime/form';
import { currentLocale, t } from '../text';
import { type NodePath, type SchemaNode, childrenOf, rootOf } from './form-document';
import { dragIdOf } from './use-form-drag';

interface OutlineProps {
  readonly document: FormDocument;
  readonly selected: NodePath | null;
  /** Sentences by the id of the node at which they stand. */
  readonly problems: ReadonlyMap<string, readonly string[]>;
  readonly onSelect: (path: NodePath) => void;
}

interface OutlineNode {
  readonly key: string;
  readonly path: NodePath;
  readonly title: ReactNode;
  readonly children: OutlineNode[];
}

/** The whole form as a tree: what is where, what is wrong, and a way to get there. */
export function Outline({ document, selected, problems, onSelect }: OutlineProps) {
  const [wanted, setWanted] = useState('');
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const nodes = useMemo(
    () => outlineOf(rootOf(document), [], wanted.trim(), problems),
    [document, wanted, problems],
  );
  const all = useMemo(() => flat(nodes), [nodes]);
  return (
    <div className="outline">
      <Input
        allowClear
        size="small"
        aria-label={t('findField')}
        placeholder={t('findField')}
        value={wanted}
        onChange={(event) => setWanted(event.target.value)}
      />
      {nodes.length === 0 ? (
        <Empty
          image={Empty.PRESENTED_IMAGE_SIMPLE}
          description={t(wanted === '' ? 'outlineEmpty' : 'outlineNothing')}
        />
      ) : (
        <Tree
          blockNode
          aria-label={t('outline')}
          treeData={nodes}
          expandedKeys={all.map(({ key }) => key).filter((key) => !closed.has(key))}
          selectedKeys={selected === null ? [] : [dragIdOf(selected)]}
          onExpand={(_, { node, expanded }) => {
            const next = new Set(closed);
            if (expanded) next.delete(node.key);
            else next.add(node.key);
            setClosed(next);
          }}
          onSelect={(_, { node }) => onSelect(node.path)}
        />
      )}
    </div>
  );
}

/** The nodes below one whose title has the words, or that hold such a node. */
function outlineOf(
  around: SchemaNode,
  at: NodePath,
  wanted: string,
  problems: OutlineProps['problems'],
): OutlineNode[] {
  return childrenOf(around).flatMap(([name, node]) => {
    const path = [...at, name];
    const title = node.title ?? name;
    const isWanted = title.includes(wanted) || name.includes(wanted);
    const children = outlineOf(node, path, isWanted ? '' : wanted, problems);
    if (!isWanted && children.length === 0) return [];
    const key = dragIdOf(path);
    const found = problems.get(key) ?? [];
    return [
      { key, path, children, title: <OutlineTitle node={node} title={title} found={found} /> },
    ];
  });
}

function OutlineTitle({
  node,
  title,
  found,
}: {
  readonly node: SchemaNode;
  readonly title: string;
  readonly found: readonly string[];
}) {
  const component = node['x-component'];
  const kind = isComponent(component) ? components[component][currentLocale()] : (component ?? '');
  return (
    <span className="outline-node" title={found.length === 0 ? title : found.join('\n')}>
      <span className={found.length === 0 ? '' : 'outline-problem'}>{title}</span>
      {node.required === true ? <span className="banshi-required">*</span> : null}
      <small className="muted">{kind}</small>
    </span>
  );
}

function flat(nodes: readonly OutlineNode[]): readonly OutlineNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}
