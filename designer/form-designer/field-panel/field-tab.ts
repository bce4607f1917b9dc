import type { FormDocument } from '../../../runtime/form';
import type { LoadedPackage } from '../../../runtime/package';
import type { SampleTrial } from '../../expression/sample';
import type { NodePath, SchemaNode } from '../form-document';
import type { ApplyEdit } from '../FormDesigner';

/** What every tab of the field panel works on: the selected node of the form. */
export interface FieldTabProps {
  readonly document: FormDocument;
  readonly selected: NodePath;
  readonly node: SchemaNode;
  readonly loaded: LoadedPackage | null;
  /** Where rules are tried; null while there is nothing to try them on. */
  readonly trial: SampleTrial | null;
  readonly onEdit: ApplyEdit;
  readonly onSelect: (path: NodePath | null) => void;
}
