import { pageMessages } from './messages/page-messages';
import { widgetMessages } from './messages/widget-messages';

/**
 * Every sentence a student reads on the worksheet's page and in its widgets, in English; those of the explorations
 * come with their code. One entry is one thing to
 * translate; what changes is passed in, nothing is glued together elsewhere.
 */
export const messages = { ...pageMessages, ...widgetMessages } as const;
