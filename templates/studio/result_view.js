// The counts above the questions on the right; the questions themselves come with what changes them.
import { byId } from "/studio/page.js";
import { fragment, show } from "./server.js";

/**
 * Shows how many questions a collection gives.
 * @param {string} collection
 */
export const showCounts = async (collection) => show(byId("counts"), await fragment("/result/counts", { collection }));
