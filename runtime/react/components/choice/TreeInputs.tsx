import { Cascader, TreeSelect } from 'antd';
import { useMemo } from 'react';
import {
  type FormContext,
  type TreeNode,
  optionsOf,
  treeOf,
  unitOptions,
  valuesTo,
} from '../../../form';
import { useFormText } from '../../renderer/text';
import { type InputProps, componentProp, statusOf } from '../input-props';
import { useComboboxAria } from './combobox-aria';

interface TreeItem {
  readonly value: string | number;
  readonly title: string;
  readonly disabled: boolean;
  readonly selectable: boolean;
  readonly children: TreeItem[];
}

function treeItems(nodes: readonly TreeNode[], leavesOnly: boolean): TreeItem[] {
  return nodes.map(({ value, label, disabled, children }) => ({
    value: typeof value === 'boolean' ? String(value) : value,
    title: label,
    disabled: disabled === true,
    selectable: !leavesOnly || children.length === 0,
    children: treeItems(children, leavesOnly),
  }));
}

/** Small trees are open at once; large ones are searched. */
const OPEN_AT_ONCE = 30;

/** Items of a code list as the tree that their parents make. */
export function TreeInput(props: InputProps) {
  const t = useFormText();
  const { field, context, value } = props;
  const holder = useComboboxAria(props);
  const leavesOnly = componentProp(field, 'leavesOnly', false);
  const options = optionsOf(field, context);
  const items = useMemo(() => treeItems(treeOf(options), leavesOnly), [options, leavesOnly]);
  const shared = {
    id: props.id,
    status: statusOf(props),
    className: 'banshi-wide',
    allowClear: true,
    showSearch: true,
    treeNodeFilterProp: 'title',
    treeDefaultExpandAll: options.length <= OPEN_AT_ONCE,
    treeData: items,
    placeholder: componentProp(field, 'placeholder', t('choose')),
    onBlur: props.onBlur,
  } as const;
  return (
    <div ref={holder}>
      {field.multiple ? (
        <TreeSelect<string[]>
          {...shared}
          multiple
          value={Array.isArray(value) ? (value as string[]) : []}
          onChange={(chosen) => props.onChange(chosen.length === 0 ? undefined : [...chosen])}
        />
      ) : (
        <TreeSelect<string | null>
          {...shared}
          value={(value as string | undefined) ?? null}
          onChange={(chosen) => props.onChange(chosen ?? undefined)}
        />
      )}
    </div>
  );
}

interface UnitItem {
  readonly value: string;
  readonly label: string;
  readonly children?: UnitItem[];
}

/** The branches that lead to a unit of the level, cut off below it; all of them without a level. */
function unitItems(context: FormContext, level: string | undefined): UnitItem[] {
  const types = new Map(context.units.map((unit) => [unit.code, unit.type]));
  const itemsOf = (nodes: readonly TreeNode[]): UnitItem[] =>
    nodes.flatMap(({ value, label, children }) => {
      const code = String(value);
      if (level !== undefined && types.get(code) === level) return [{ value: code, label }];
      const below = itemsOf(children);
      if (below.length > 0) return [{ value: code, label, children: below }];
      return level === undefined ? [{ value: code, label }] : [];
    });
  return itemsOf(treeOf(unitOptions(context)));
}

/** A unit, found level by level or by its name. */
export function UnitPathInput(props: InputProps) {
  const t = useFormText();
  const { field, context, value } = props;
  const holder = useComboboxAria(props);
  const level = componentProp<string | undefined>(field, 'level', undefined);
  const items = useMemo(() => unitItems(context, level), [context, level]);
  const path =
    typeof value === 'string' && value !== '' ? valuesTo(value, unitOptions(context)) : [];
  return (
    <div ref={holder}>
      <Cascader<UnitItem>
        id={props.id}
        status={statusOf(props)}
        className="banshi-wide"
        classNames={{ popup: { root: 'banshi-cascader' } }}
        allowClear
        changeOnSelect={level === undefined}
        expandTrigger="click"
        options={items}
        placeholder={componentProp(field, 'placeholder', t('choose'))}
        showSearch={{
          filter: (text, branch) => branch.some(({ label }) => label.includes(text.trim())),
        }}
        value={path.map(String)}
        onChange={(chosen: readonly string[] | undefined) => props.onChange(chosen?.at(-1))}
        onBlur={props.onBlur}
      />
    </div>
  );
}
