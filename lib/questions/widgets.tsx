import dynamic from 'next/dynamic';
import type { ComponentType } from 'react';
import type { WidgetProps } from './widget';

/** The browser halves of all kinds, by the kind's name; each is loaded when a worksheet has a part of its kind. */
const widgetsByKind: Readonly<Record<string, ComponentType<never>>> = {
  choice: dynamic(() => import('./kinds/choice/widget').then(({ ChoiceWidget }) => ChoiceWidget)),
  number: dynamic(() => import('./kinds/number/widget').then(({ NumberWidget }) => NumberWidget)),
  matrix: dynamic(() => import('./kinds/matrix/widget').then(({ MatrixWidget }) => MatrixWidget)),
  distribution: dynamic(() =>
    import('./kinds/distribution/widget').then(({ DistributionWidget }) => DistributionWidget),
  ),
  'attention-map': dynamic(() =>
    import('./kinds/attention-map/widget').then(({ AttentionMapWidget }) => AttentionMapWidget),
  ),
  'short-answer': dynamic(() =>
    import('./kinds/short-answer/widget').then(({ ShortAnswerWidget }) => ShortAnswerWidget),
  ),
};

/** The widget of a kind; null for a kind that this page does not know yet. */
export function findWidget(kind: string): ComponentType<WidgetProps> | null {
  // Each widget is written for the spec of its own kind, and the spec of a part was parsed by that kind.
  return (widgetsByKind[kind] as ComponentType<WidgetProps> | undefined) ?? null;
}
