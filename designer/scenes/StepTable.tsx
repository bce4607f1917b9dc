import { Card, Table } from 'antd';
import { Link } from 'react-router-dom';
import type { FlowNode, ProcessDefinition } from '../../runtime/bpmn';
import type { LoadedPackage } from '../../runtime/package';
import { fileKeyOf } from '../api/package-file';
import { parameterNames } from '../expression/names';
import { readingOf } from '../expression/reading';
import { currentLocale, t } from '../text';

interface StepTableProps {
  readonly process: ProcessDefinition;
  readonly loaded: LoadedPackage;
  readonly packageKey: string;
}

/** Steps in the order in which they are reached from the starts. */
function stepsOf(process: ProcessDefinition): readonly FlowNode[] {
  const order: FlowNode[] = [];
  const seen = new Set<string>();
  const waiting = [...process.nodes.values()].filter((node) => node.incoming.length === 0);
  for (let node = waiting.shift(); node !== undefined; node = waiting.shift()) {
    if (seen.has(node.id)) continue;
    seen.add(node.id);
    if (node.userTask !== undefined) order.push(node);
    waiting.push(...node.outgoing.map((flow) => flow.target));
  }
  const rest = [...process.nodes.values()].filter(
    (node) => node.userTask !== undefined && !seen.has(node.id),
  );
  return [...order, ...rest];
}

/** A process as a list: each step with who performs it, what they fill and how long they have. */
export function StepTable({ process, loaded, packageKey }: StepTableProps) {
  const roleTitle = (key: string): string =>
    loaded.roles.roles.find((role) => role.key === key)?.title ?? key;
  const levelTitle = (key: string | null): string =>
    loaded.organization.unitTypes.find((type) => type.key === key)?.title ?? '';
  const page = `/packages/${packageKey}/processes/${fileKeyOf(process.file)}`;
  const names = parameterNames(loaded);
  const daysOf = (node: FlowNode): string => {
    const deadline = node.userTask?.deadline;
    if (deadline === null || deadline === undefined) return '';
    const { source } = deadline.days;
    const parameter = /^\$params\.(\w+)$/.exec(source)?.[1];
    const value = loaded.parameters.parameters.find((one) => one.key === parameter)?.value;
    const days =
      typeof value === 'number'
        ? String(value)
        : ((currentLocale() === 'zh' ? readingOf(source, names) : null) ?? source);
    return t(`stepDays.${deadline.dayType}`, { days });
  };
  return (
    <Card size="small" title={<Link to={page}>{process.name}</Link>}>
      <Table<FlowNode>
        rowKey="id"
        size="small"
        pagination={false}
        dataSource={[...stepsOf(process)]}
        columns={[
          {
            title: t('step'),
            render: (_, node) => <Link to={`${page}#${node.id}`}>{node.name || node.id}</Link>,
          },
          {
            title: t('whoPerforms'),
            render: (_, node) => {
              const assignment = node.userTask?.assignment;
              return [
                levelTitle(assignment?.level ?? null),
                assignment?.roles.map(roleTitle).join('、'),
              ]
                .filter((word) => word !== undefined && word !== '')
                .join(' · ');
            },
          },
          {
            title: t('whatToFill'),
            render: (_, node) =>
              node.userTask?.forms
                .filter((form) => form.access !== 'read')
                .map((form) => loaded.forms.get(form.key)?.title ?? form.key)
                .join('、'),
          },
          { title: t('deadline'), width: 160, render: (_, node) => daysOf(node) },
        ]}
      />
    </Card>
  );
}
