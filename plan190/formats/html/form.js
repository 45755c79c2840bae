"use strict";
// The form of a monthly report: it makes the fields, reports problems at once and writes the file. It sends nothing.
(() => {
  const byId = (id) => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const { choices, conditions, limits, messages, tasks, types, words } = data;
  const FILE = `${data.period}.yaml`;
  const KEY = `plan190:${data.agency}:${data.period}:${data.digest}`;
  const PATTERNS = Object.fromEntries(
    Object.entries(limits.patterns).map(([name, pattern]) => [name, new RegExp(pattern, "u")]),
  );
  const PERSONAL = { other: new RegExp(data.personal.other, "gu"), number: new RegExp(data.personal.number, "u") };
  const now = new Date();
  const TODAY = [now.getFullYear(), now.getMonth() + 1, now.getDate()]
    .map((part) => `${part}`.padStart(2, "0")).join("-");

  // --- small tools ---------------------------------------------------------------------------------------------------

  const element = (name, attributes, ...children) => {
    const made = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) if (value !== false) made.setAttribute(key, value);
    made.append(...children.flatMap((child) => (typeof child === "string" ? marked(child) : child)));
    return made;
  };
  // A text for the page; on an English page its Vietnamese parts name their language.
  const VIETNAMESE = /(\S*[À-ỹ]\S*(?:[^:;“”()]*\s\S*[À-ỹ]\S*)*)/u;
  const marked = (text) => {
    if (data.language === "vi") return [text];
    const vietnamese = (part) => element("span", { lang: "vi" }, document.createTextNode(part));
    return text.split(VIETNAMESE).map((part, row) => (row % 2 ? vietnamese(part) : part));
  };
  const optionOf = ([value, text]) => {
    const option = new Option(text, value);
    if (VIETNAMESE.test(text)) option.lang = "vi";
    return option;
  };
  const button = (text, action, attributes = {}) => {
    const made = element("button", { type: "button", ...attributes }, text);
    made.addEventListener("click", action);
    return made;
  };
  const fill = (text, values) => text.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  // As plan190 writes dates in messages; a Vietnamese date is 1/7/2023.
  const longDay = (text) => {
    const [year, number, day] = text.split("-").map(Number);
    const name = new Date(text).toLocaleDateString("en-GB", { month: "long", timeZone: "UTC" });
    return fill(words.long_day, { day, month: data.language === "vi" ? number : name, year });
  };
  const dayText = (day) => (data.language === "vi" ? day.split("-").reverse().map(Number).join("/") : longDay(day));
  // As the files store it: NFC, ordinary spaces, none at the ends of lines, and Đ for the letters that look like it.
  const clean = (text) =>
    text.normalize("NFC").replace(/\r\n?/g, "\n").replace(/\t|(?! )\p{Zs}/gu, " ").replace(/ +$/gm, "")
      .replace(/[ÐƉ]/g, "Đ").replace(/[ðɖ]/g, "đ").trim();

  // --- what was typed ------------------------------------------------------------------------------------------------

  // Earlier data of a task as the fields hold it: texts, lists of entries, values of indicators by id.
  const typedFrom = (type, entry) => {
    const typed = {};
    for (const field of types[type]) {
      const value = entry[field.key];
      if (value === undefined) continue;
      if (field.kind === "list") {
        const items = [value].flat().map((item) => ({ ...typedFrom(field.of, item), kept: item.id ?? item.category }));
        const byName = () => Object.fromEntries(items.map((item) => [item.id, item]));
        typed[field.key] = field.of === "Measured" ? byName() : items;
      } else typed[field.key] = field.kind === "truth" ? value : `${value}`;
    }
    return typed;
  };
  const initial = () => ({
    report: {}, indicators: {}, contributions: [], corrections: [],
    updates: Object.fromEntries(Object.values(tasks).map((task) => {
      const warning = task.may_warn && task.last?.at_risk ? { at_risk: task.last.at_risk } : {};
      return [task.task, { ...typedFrom("Update", { obstacles: task.obstacles, ...warning }), state: task.state }];
    })),
  });
  // What the action returns, null if the browser keeps nothing for this page.
  const withStorage = (action) => {
    try {
      return action(localStorage);
    } catch {
      return null;
    }
  };
  // Keep what was typed; `kept`: the state that needs no keeping, because it is kept already or nothing was typed.
  let kept = "";
  const save = () => {
    const state = JSON.stringify(typed);
    if (state === kept) return;
    kept = state;
    const isKept = withStorage((storage) => storage.setItem(KEY, state) ?? true);
    if (!isKept) byId("kept").textContent = words.not_kept;
  };
  const earlier = withStorage((storage) => JSON.parse(storage.getItem(KEY)));
  let typed = { ...initial(), ...earlier };
  typed.updates = { ...initial().updates, ...earlier?.updates };

  // --- problems, and the data of the report --------------------------------------------------------------------------

  let problems = [];
  let tried = false;
  const left = new Set(); // the ids of the fields that the reader has left
  class Plain extends String {} // a text that needs no quotes in the file

  const problem = (id, code, values = {}, isSoft = false) => {
    problems.push({ id, code, isSoft, text: fill(messages[code], values) });
  };
  const reportedOn = () => typed.report.reported_on || TODAY;
  const namesAPerson = (text) => PERSONAL.number.exec(
    text.normalize("NFKC").replace(/[‐-―−]/g, "-").replace(PERSONAL.other, (match) => "x".repeat(match.length)),
  );

  // The value of a text field; its problems are those of the type of the field in the model.
  const readText = (field, raw, id) => {
    const text = clean(raw ?? "");
    if (!text) {
      if (field.required) problem(id, "P205.empty");
      return undefined;
    }
    const pattern = PATTERNS[field.kind];
    if (field.kind === "day" && !pattern.test(text)) problem(id, "P206.none", { value: text });
    if (field.kind === "whole" || field.kind === "number") {
      const number = Number(text.replace(",", "."));
      if (!pattern.test(text)) problem(id, `P203.${field.kind}`, { value: text });
      else if (number > field.max) problem(id, "P204.most", { value: text, bound: field.max });
      return pattern.test(text) ? number : undefined;
    }
    if (["day", "period", "choice", "slug"].includes(field.kind)) return new Plain(text);
    if (field.kind === "symbol" && !pattern.test(text)) problem(id, "P204.symbol", { value: text });
    if (field.kind === "link" && !pattern.test(text)) problem(id, "P204.link", { value: text });
    if ([...text].length > field.max) problem(id, "P205.long", { longest: field.max });
    if (text.split(/\s/).some((word) => word.length > limits.word)) problem(id, "P205.word", { longest: limits.word });
    if (PATTERNS.marks.test(text)) problem(id, "P205.marks", { most: limits.most_marks });
    const hidden = PATTERNS.forbidden.exec(text);
    const code = hidden?.[0].codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
    if (hidden) problem(id, "P004", { letter: `U+${code}` });
    const person = namesAPerson(text);
    if (person) problem(id, person.groups.id ? "P329.id" : "P329.phone", {}, true);
    return text;
  };
  const readMeasured = (indicators, values, id) => {
    const measured = [];
    const [valueField, ofField] = types.Measured.slice(1);
    for (const indicator of indicators) {
      const [at, item] = [`${id}-${indicator.id}`, values?.[indicator.id] ?? {}];
      const isGiven = Boolean((item.value ?? "").trim() || (item.of ?? "").trim());
      const value = readText({ ...valueField, required: isGiven }, item.value, `${at}-value`);
      if (!isGiven) continue;
      const entry = { id: new Plain(indicator.id), value };
      if (indicator.unit === "percent") {
        entry.of = readText(ofField, item.of, `${at}-of`);
        if (!(item.of ?? "").trim()) problem(`${at}-of`, "P327.no-of", { id: indicator.name, over: indicator.over });
        if (value > entry.of) problem(`${at}-value`, "P327.above", { id: indicator.name, value, of: entry.of });
      }
      measured.push(entry);
    }
    return measured;
  };
  // A field is shown unless the state of its entry rules it out, or the task has no use for it.
  const isShown = (field, type, entry, facts) => {
    if (type !== "Update" && type !== "Correction") return true;
    const constraint = conditions[entry.state]?.[field.key];
    if (constraint === "absent" || Array.isArray(constraint)) return false;
    if (field.key === "at_risk") return facts.may_warn;
    return field.key !== "indicators" || facts.indicators.length > 0;
  };
  const isGiven = (value) => value !== undefined && !(Array.isArray(value) && !value.length);
  const readItems = (type, items = [], id, facts) => items.map((item, row) => read(type, item, `${id}-${row}`, facts));
  const read = (type, entry, id, facts) => {
    const out = {};
    for (const field of types[type]) {
      if (!isShown(field, type, entry, facts)) continue;
      const at = `${id}-${field.key}`;
      const needed = conditions[entry.state]?.[field.key] === "present";
      let value;
      if (field.of === "Measured") value = readMeasured(facts.indicators, entry[field.key], at);
      else if (field.kind === "list") value = readItems(field.of, entry[field.key], at, facts);
      else if (field.kind === "truth") value = Boolean(entry[field.key]);
      else {
        const kind = choices[`${type}.${field.key}`] ? "choice" : field.kind;
        value = readText({ ...field, kind, required: field.required || needed }, entry[field.key], at);
      }
      if (field.most === 1) [value] = value;
      if (isGiven(value)) out[field.key] = value;
    }
    RULES[type]?.(out, id, facts, entry);
    return out;
  };
  const dates = (day) => ({ day: dayText(`${day}`), told: dayText(reportedOn()) });
  const later = (day, id, code) => {
    if (day && `${day}` > reportedOn()) problem(id, code, dates(day));
  };
  const isMet = ({ comparator, target, unit }, { value, of }) => {
    const numbers = unit === "percent" ? [100 * value, target * of] : [value, target];
    const [reached, needed] = numbers.map((number) => Math.round(number * 1e4)); // without errors of binary fractions
    if (unit === "percent" && !of) return false;
    return { equal: reached === needed, at_least: reached >= needed, at_most: reached <= needed }[comparator] ?? false;
  };
  const checkEvidence = (evidence, id, task) => {
    const seen = new Set();
    evidence.forEach((item, row) => {
      const name = item.number ?? item.title;
      if (name && seen.has(name)) problem(`${id}-${row}-title`, "P308", { task, document: name });
      seen.add(name);
    });
  };
  // An earlier obstacle keeps its name; the name of a new one is that of no other obstacle of the task.
  const nameObstacles = (obstacles, entries, facts) => {
    const names = new Set(facts.obstacles.map((item) => item.id ?? item.category));
    obstacles.forEach((obstacle, row) => {
      if (!obstacle.category || entries[row].kept === `${obstacle.id ?? obstacle.category}`) return;
      let name = `${obstacle.category}`;
      for (let number = 2; names.has(name); number += 1) name = `${obstacle.category}-${number}`;
      names.add(name);
      if (name !== `${obstacle.category}`) obstacles[row] = { id: new Plain(name), ...obstacle };
    });
  };
  const checkUpdate = (update, id, facts, entry) => {
    const { task } = facts;
    const { last = {}, period, period_name } = facts;
    const isDone = entry.state === "done";
    later(update.done_on, `${id}-done_on`, "P307.done");
    if (!update.summary && update.done_on && `${update.done_on}` < data.issued) {
      problem(`${id}-done_on`, "P307.early", { day: dayText(`${update.done_on}`), issued: dayText(data.issued) });
    }
    if (isDone && facts.product && !update.evidence?.some((item) => item.number && item.date)) {
      problem(`${id}-evidence`, "P326", { task, product: facts.product });
    }
    for (const indicator of isDone && facts.needs_targets ? facts.indicators : []) {
      const measured = update.indicators?.find((item) => `${item.id}` === indicator.id);
      const [at, values] = [`${id}-indicators-${indicator.id}-value`, { task, words: indicator.words }];
      if (!measured || !isMet(indicator, measured)) problem(at, "P326.target", values);
    }
    if (update.evidence) checkEvidence(update.evidence, `${id}-evidence`, task);
    if (update.obstacles) nameObstacles(update.obstacles, entry.obstacles, facts);
    if (update.corrects || entry.state === "unchanged") return;
    const progress = { done: 100, not_started: 0 }[entry.state] ?? update.progress;
    const before = { task, period: period_name };
    if (!update.summary && progress < facts.progress) {
      problem(`${id}-summary`, "P325.progress", { ...before, before: facts.progress, progress });
    }
    if (!update.summary && update.done_on && last.done_on && `${update.done_on}` !== last.done_on) {
      const days = { day: dayText(`${update.done_on}`), before: dayText(last.done_on) };
      problem(`${id}-summary`, "P325.day", { ...before, ...days });
    }
    if (update.summary && update.summary === last.summary) problem(`${id}-summary`, "P604", { task, period }, true);
  };
  const RULES = {
    MonthlyReport: ({ reported_on: day }, id) => {
      if (!day) return;
      const at = `${id}-reported_on`;
      const values = { day: dayText(`${day}`), period: data.period, today: dayText(TODAY) };
      if (`${day}` > TODAY) problem(at, "P323", values);
      else if (`${day}` < data.issued) problem(at, "P302.unissued", { ...values, issued: dayText(data.issued) });
      else if (`${day}` < data.begins) problem(at, "P302.begun", { ...values, begins: dayText(data.begins) });
    },
    IssuedDocument: ({ date }, id) => later(date, `${id}-date`, "P307.document"),
    Evidence: ({ date }, id) => later(date, `${id}-date`, "P307.evidence"),
    AtRisk: ({ expected_on: day }, id) => {
      if (day && `${day}` <= reportedOn()) problem(`${id}-expected_on`, "P307.expected", dates(day));
    },
    Contribution: ({ task, evidence = [] }, id) => checkEvidence(evidence, `${id}-evidence`, task),
    Update: checkUpdate,
    Correction: checkUpdate,
  };
  const readEach = (type, entries, id) => {
    const seen = new Set();
    return entries.map((entry, row) => {
      const facts = tasks[entry.task] ?? { indicators: [], obstacles: [] };
      if (seen.has(entry.task)) problem(`${id}-${row}-task`, "P305.update", { id: entry.task });
      if (entry.task) seen.add(entry.task);
      return read(type, entry, `${id}-${row}`, facts);
    });
  };
  const readReport = () => {
    problems = [];
    const { reported_on, document: issued } = read("MonthlyReport", typed.report, "report", {});
    const report = { agency: new Plain(data.agency), period: new Plain(data.period), reported_on, document: issued };
    report.updates = Object.values(tasks).map((facts) => {
      const entry = typed.updates[facts.task];
      return read("Update", { ...entry, task: facts.task }, `updates-${facts.task}`, facts);
    });
    report.corrections = readEach("Correction", typed.corrections, "corrections");
    report.contributions = readEach("Contribution", typed.contributions, "contributions");
    report.indicators = readMeasured(data.indicators, typed.indicators, "indicators");
    return report;
  };

  // --- the file ------------------------------------------------------------------------------------------------------

  // Texts are in double quotes or in a block, so that every reader of YAML takes them as they are.
  const mappingLines = (mapping, indentation) =>
    Object.entries(mapping).filter(([, value]) => isGiven(value))
      .flatMap(([key, value]) => linesOf(`${indentation}${key}:`, value, `${indentation}  `));
  const linesOf = (start, value, indentation) => {
    if (Array.isArray(value)) {
      const withHyphen = ([first = "{}", ...others]) => [`${indentation}- ${first.trimStart()}`, ...others];
      return [start, ...value.flatMap((item) => withHyphen(mappingLines(item, `${indentation}  `)))];
    }
    if (value instanceof Plain || ["number", "boolean"].includes(typeof value)) return [`${start} ${value}`];
    if (typeof value === "object") return [start, ...mappingLines(value, indentation)];
    const lines = value.split("\n");
    if (lines.length === 1) return [`${start} ${JSON.stringify(value)}`];
    if (!lines.some((line) => PATTERNS.key.test(line))) {
      return [`${start} |-`, ...lines.map((line) => line && indentation + line)];
    }
    const escaped = lines.map((line) => JSON.stringify(line).slice(1, -1));
    const joined = [`${start} "${escaped[0]}`, ...escaped.slice(1).map((line) => `${indentation}\\n${line}`)];
    return joined.map((line, row) => (row < joined.length - 1 ? `${line}\\` : `${line}"`));
  };
  const fileOf = (report) => mappingLines(report, "").map((line) => `${line}\n`).join("");

  // --- the fields ----------------------------------------------------------------------------------------------------

  const labelled = (id, field, content, control = content) => {
    control.id = id;
    control.setAttribute("aria-describedby", `${id}-hint ${id}-problem`);
    control.addEventListener("blur", () => left.add(id));
    const mark = field.required ? [] : [element("small", { class: "mute" }, ` (${words.optional})`)];
    const label = element("label", { for: id }, field.label, ...(field.kind === "truth" ? [] : mark));
    const parts = field.kind === "truth" ? [element("div", { class: "tick" }, control, label)] : [label];
    const hint = element("p", { class: "hint", id: `${id}-hint`, hidden: !field.hint && "" }, field.hint ?? "");
    const shown = field.kind === "truth" ? [] : [content];
    return element("div", { class: "field" }, ...parts, hint, ...shown, problemBox(id));
  };
  const group = (kind, title, ...content) =>
    element("fieldset", { class: kind }, element("legend", {}, title), ...content);
  const problemBox = (id) => element("p", { class: "problem", id: `${id}-problem`, hidden: "" });
  const typedInto = (control, entry, key) => {
    control.value = entry[key] ?? "";
    control.addEventListener("input", () => {
      entry[key] = control.validity.badInput ? "–" : control.value;
      update();
    });
    return control;
  };
  const textBox = (id, field, entry) => {
    const modes = { whole: "numeric", link: "url" };
    const line = () => element("input", { type: "text", inputmode: modes[field.kind] ?? "text" });
    const control = field.kind === "prose" ? element("textarea", { rows: 2 }) : line();
    return labelled(id, field, typedInto(control, entry, field.key));
  };
  // A date, with the same date in words, because browsers show it in the order of their own language.
  const dateBox = (id, field, entry) => {
    const control = typedInto(element("input", { type: "date", max: "2099-12-31" }), entry, field.key);
    const inWords = element("span", { class: "hint" });
    const say = () => (inWords.textContent = control.value && longDay(control.value));
    control.addEventListener("input", say);
    say();
    const today = button(words.today, () => {
      control.value = TODAY;
      control.dispatchEvent(new Event("input"));
    });
    const others = field.key === "reported_on" ? [today, inWords] : [inWords];
    return labelled(id, field, element("div", { class: "with-others" }, control, ...others), control);
  };
  const tickBox = (id, field, entry) => {
    const control = element("input", { type: "checkbox" });
    control.checked = Boolean(entry[field.key]);
    control.addEventListener("change", () => {
      entry[field.key] = control.checked;
      update();
    });
    return labelled(id, field, control);
  };
  const selectBox = (id, field, entry, options, changed = () => {}) => {
    const control = element("select", {}, new Option(words.choose, ""), ...Object.entries(options).map(optionOf));
    typedInto(control, entry, field.key);
    control.addEventListener("change", changed);
    return labelled(id, field, control);
  };
  const stateChoice = (id, field, entry, allowed, redraw) => {
    const radios = allowed.map((value) => {
      const radio = element("input", { type: "radio", name: id, value, id: `${id}-${value}` });
      radio.checked = entry.state === value;
      radio.addEventListener("change", () => {
        entry.state = value;
        redraw();
        byId(`${id}-${value}`).focus();
        update();
      });
      return element("label", {}, radio, field.options[value]);
    });
    const choice = element("div", { class: "choices", id, tabindex: -1 }, ...radios);
    return group("field", field.label, choice, problemBox(id));
  };
  const indicatorRow = (id, indicator, values) => {
    const [valueField, ofField] = types.Measured.slice(1);
    const entry = (values[indicator.id] ??= {});
    const box = (field, label) =>
      textBox(`${id}-${indicator.id}-${field.key}`, { ...field, label, required: true, hint: "" }, entry);
    const row = [box(valueField, indicator.unit === "percent" ? valueField.label : words.count)];
    if (indicator.unit === "percent") row.push(box(ofField, ofField.label));
    const note = element("p", { class: "hint" }, indicator.note);
    const last = element("p", { class: "last" }, indicator.last ?? words.last_none);
    return group("item", indicator.name, note, last, element("div", { class: "numbers-row" }, ...row));
  };
  const indicatorRows = (id, indicators, values) => indicators.map((indicator) => indicatorRow(id, indicator, values));
  const listBox = (id, field, entry, facts) => {
    const items = (entry[field.key] ??= []);
    const box = group("items", field.label);
    const draw = () => {
      const attributes = { id, "aria-describedby": `${id}-problem`, hidden: items.length >= field.most && "" };
      const boxes = items.map((item, row) => itemBox(field, item, `${id}-${row}`, facts, row + 1, () => remove(row)));
      const hint = field.hint ? [element("p", { class: "hint" }, field.hint)] : [];
      const adding = button(fill(words.add, { name: field.item }), add, attributes);
      box.replaceChildren(box.firstChild, ...hint, ...boxes, adding, problemBox(id));
      return boxes;
    };
    const add = () => {
      items.push({});
      draw().at(-1).querySelector("input, select, textarea").focus();
      update();
    };
    const remove = (row) => {
      items.splice(row, 1);
      draw();
      byId(id).focus();
      update();
    };
    draw();
    return box;
  };
  const itemBox = (field, item, id, facts, number, remove) => {
    const content = element("div", {});
    const draw = () => content.replaceChildren(...fieldsOf(field.of, item, id, facts, draw));
    draw();
    const title = field.most > 1 ? `${field.item} ${number}` : field.item;
    return group("item", title, content, button(fill(words.remove, { name: field.item }), remove));
  };
  // The fields of an entry; `redraw`: makes them again after a choice on which they depend.
  const fieldsOf = (type, entry, id, given, redraw) => {
    const facts = type === "Correction" ? tasks[entry.task] : given;
    const boxes = [];
    for (const field of types[type]) {
      const [at, options] = [`${id}-${field.key}`, choices[`${type}.${field.key}`]];
      if (!field.label || !isShown(field, type, entry, facts ?? { indicators: [] })) continue;
      const changed = () => type === "Correction" && begin(entry, at, redraw);
      if (options) boxes.push(selectBox(at, field, entry, options, changed));
      else if (type === "Correction" && !facts) continue;
      else if (field.key === "state") boxes.push(stateChoice(at, field, entry, facts.states, redraw));
      else if (field.of === "Measured") {
        boxes.push(group("items", field.label, ...indicatorRows(at, facts.indicators, (entry.indicators ??= {}))));
      }
      else if (field.kind === "list") boxes.push(listBox(at, field, entry, facts));
      else if (field.kind === "truth") boxes.push(tickBox(at, field, entry));
      else if (field.kind === "choice") boxes.push(selectBox(at, field, entry, field.options));
      else {
        const required = field.required || conditions[entry.state]?.[field.key] === "present";
        boxes.push((field.kind === "day" ? dateBox : textBox)(at, { ...field, required }, entry));
      }
    }
    return boxes;
  };
  // A correction begins with what it corrects; `id`: that of the choice of the task.
  const begin = (entry, id, redraw) => {
    const { task, why } = entry;
    for (const key of Object.keys(entry)) delete entry[key];
    if (tasks[task]) Object.assign(entry, typedFrom("Update", tasks[task].last), { corrects: tasks[task].period });
    Object.assign(entry, { task, why });
    redraw();
    byId(id).focus();
    update();
  };
  const fieldsAt = (name, task, redraw) => {
    if (task) return fieldsOf("Update", typed.updates[task], `updates-${task}`, tasks[task], redraw);
    if (name === "report") return fieldsOf("MonthlyReport", typed.report, "report", {});
    if (name === "indicators") return indicatorRows(name, data.indicators, typed.indicators);
    return [listBox(name, data.lists[name], typed, {})];
  };

  // --- the page ------------------------------------------------------------------------------------------------------

  let listed = "";
  const nameOf = (id) => {
    const control = byId(id);
    const part = control.closest("section").querySelector("h2, h3").textContent.split(":")[0];
    const label = control.labels?.[0]?.firstChild ?? control.closest("fieldset")?.querySelector("legend");
    return `${part}, ${label.textContent}`;
  };
  const linkTo = ({ id, text }) => {
    const link = element("a", { href: `#${id}` }, `${nameOf(id)}: ${text}`);
    link.addEventListener("click", (event) => {
      event.preventDefault();
      byId(id).focus();
    });
    return element("li", {}, link);
  };
  const showProblems = () => {
    for (const box of document.querySelectorAll(".problem:not([hidden])")) box.hidden = true;
    for (const control of document.querySelectorAll("[aria-invalid]")) control.removeAttribute("aria-invalid");
    problems = problems.filter(({ id }) => byId(id));
    for (const { id, code, text, isSoft } of problems) {
      if (code === "P205.empty" && !tried && !left.has(id)) continue;
      const box = byId(`${id}-problem`);
      box.replaceChildren(...marked(text));
      box.hidden = false;
      box.classList.toggle("hint-only", isSoft);
      if (!isSoft) byId(id).setAttribute("aria-invalid", "true");
    }
    const hard = problems.filter(({ isSoft }) => !isSoft).length;
    const open = problems.length > 0 ? words.to_check : words.ready;
    const title = fill(hard > 0 ? words.to_repair : open, { number: hard || problems.length });
    if (byId("problems-title").textContent !== title) byId("problems-title").textContent = title;
    byId("problems").classList.toggle("some", problems.length > 0);
    // The links stay the same while nothing changes, so that a click on one is not lost.
    const state = JSON.stringify(problems);
    if (state !== listed) byId("problems").querySelector("ul").replaceChildren(...problems.map(linkTo));
    listed = state;
  };
  const update = () => {
    byId("file").value = fileOf(readReport());
    showProblems();
    save();
  };
  // Run the action with the file if there is nothing to repair; otherwise go to the problems.
  const withFile = (action) => () => {
    tried = true;
    update();
    if (problems.some(({ isSoft }) => !isSoft)) byId("problems-title").focus();
    else action(byId("file").value);
  };
  const download = (text) => {
    const address = URL.createObjectURL(new Blob([text], { type: "application/yaml" }));
    const link = element("a", { href: address, download: FILE });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), 60_000);
    byId("answer").textContent = fill(words.saved, { file: FILE });
  };
  const copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      byId("answer").textContent = words.copied;
    } catch {
      byId("file").closest("details").open = true;
      byId("file").select();
      byId("answer").textContent = words.copy_yourself;
    }
  };
  const draw = () => {
    for (const place of document.querySelectorAll("[data-fields]")) {
      const [name, task] = place.dataset.fields.split("/");
      const drawPlace = () => place.replaceChildren(...fieldsAt(name, task, drawPlace));
      drawPlace();
    }
    kept = JSON.stringify(typed);
    update();
  };
  // A field that was left is checked after the click or the key that left it: what moves meanwhile cannot be clicked.
  document.addEventListener("click", () => update());
  document.addEventListener("keyup", ({ key }) => key === "Tab" && update());
  byId("download").addEventListener("click", withFile(download));
  byId("copy").addEventListener("click", withFile(copy));
  byId("clear").addEventListener("click", () => {
    if (!window.confirm(words.clear)) return;
    withStorage((storage) => storage.removeItem(KEY));
    typed = initial();
    tried = false;
    left.clear();
    draw();
    byId("kept").textContent = "";
    byId("answer").textContent = words.cleared;
  });
  if (data.new_file) {
    byId("new-file").href = `${data.new_file}?filename=${FILE}&file_name=${FILE}`;
    byId("with-forge").hidden = false;
    byId("without-forge").hidden = true;
  }
  byId("form").hidden = false;
  draw();
  if (earlier) byId("kept").textContent = words.restored;
  byId("no-script").hidden = true; // at the end: an old browser cannot run all of the script
})();
