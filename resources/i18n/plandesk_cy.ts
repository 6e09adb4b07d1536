<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="cy" sourcelanguage="en_GB">
 <context>
  <name>AboutDialog</name>
  <message>
   <source>About PlanDesk</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy &amp;versions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a part or a licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Licence text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No part is called so. Clear the search to see all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Part</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk %1 keeps a council's improvement plan, collects returns and publishes the board pack. It is free software under the MIT licence. Everything stays on your computer. Below is everything it is made of, with the licence of each part; the text of Qt says how to replace it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What PlanDesk is made of</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Actions</name>
  <message>
   <source>&amp;About PlanDesk</source>
   <translation>&amp;Ynghylch PlanDesk</translation>
  </message>
  <message>
   <source>&amp;Close plan</source>
   <translation>Cau'r &amp;cynllun</translation>
  </message>
  <message>
   <source>&amp;Copy rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Edit cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Fill down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Filter bar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Find in plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Go to page…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Help about this page</source>
   <translation>&amp;Help am y dudalen hon</translation>
  </message>
  <message>
   <source>&amp;High contrast</source>
   <translation>Cyferbyniad &amp;uchel</translation>
  </message>
  <message>
   <source>&amp;Highlight report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Inspector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Keyboard shortcuts</source>
   <translation>&amp;Bysellau</translation>
  </message>
  <message>
   <source>&amp;Light</source>
   <translation>&amp;Golau</translation>
  </message>
  <message>
   <source>&amp;More filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;New plan…</source>
   <translation>Cynllun &amp;newydd…</translation>
  </message>
  <message>
   <source>&amp;Open plan…</source>
   <translation>&amp;Agor cynllun…</translation>
  </message>
  <message>
   <source>&amp;Paste…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Print this view…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Quit</source>
   <translation>&amp;Gadael</translation>
  </message>
  <message>
   <source>&amp;Redo</source>
   <translation>&amp;Ailwneud</translation>
  </message>
  <message>
   <source>&amp;Save this view…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Tick milestone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Undo</source>
   <translation>&amp;Dadwneud</translation>
  </message>
  <message>
   <source>As the &amp;desktop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>C&amp;hange the chosen rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear f&amp;ilters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Co&amp;llapse all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy rows with &amp;headings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Da&amp;rk</source>
   <translation>&amp;Tywyll</translation>
  </message>
  <message>
   <source>Dup&amp;licate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>E&amp;xpand all</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find &amp;next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find or do &amp;anything…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find pre&amp;vious</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Flat &amp;list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give the reason for the &amp;rating…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move &amp;down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move &amp;to…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move &amp;up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move one level do&amp;wn</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move one level u&amp;p</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names of &amp;places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ne&amp;xt pane</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New plan from a pac&amp;k…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Open a s&amp;hared plan…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the &amp;sample plan</source>
   <translation>Agor y cynllun &amp;enghreifftiol</translation>
  </message>
  <message>
   <source>Pre&amp;vious pane</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;move</source>
   <translation>&amp;Tynnu</translation>
  </message>
  <message>
   <source>Read the file &amp;again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a &amp;copy…</source>
   <translation>Cadw &amp;copi…</translation>
  </message>
  <message>
   <source>Show &amp;tips</source>
   <translation>Dangos &amp;awgrymiadau</translation>
  </message>
  <message>
   <source>Zoom &amp;in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom &amp;out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom to &amp;100 %</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AddMenu</name>
  <message>
   <source>Find a section to add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measures and risks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other registers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paper (PDF)…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type to find a section</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What needs attention</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AddPlanDialog</name>
  <message>
   <source>&amp;Kind of plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a plan of another kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For example: Service plans 2026</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It shares people, periods and registers with the other plans of this file.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AnswerBox</name>
  <message>
   <source>Change before taking…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Later</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Or another rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use these words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What to do</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>AskAboutFile</name>
  <message>
   <source>Attach a file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it all the same</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BackupsPage</name>
  <message>
   <source>%1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 were taken since; bringing it back takes them out of the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Back up now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Give a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 step was taken since; bringing it back takes it out of the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A backup of the plan is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Br&amp;ing this backup back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparing with the plan as it is now…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Elsewhere in the plan %1 differ too.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It holds %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It holds steps that this plan does not know: it is another copy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Made</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No action is different</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No backups yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is different</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was done since.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Other parts of the plan are, such as packs, returns or measures.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk keeps one before each import and each closing of a period, and every half hour while you work. You can make one now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan holds what it held then.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan is as it stood before you brought the backup back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan is as it was on %1. As it stood before, it is kept as %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Then and now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This backup is damaged: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>What is different now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>attached files</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>periods</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ratings and updates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows of the plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>BulkPanel</name>
  <message>
   <source> (and %1 more reasons)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source> The same holds for %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 already as asked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 and %2 more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 left out: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change the %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed the %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column to change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Empty for none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Nothing to change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Several with / between them; empty for none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Such as 31 March 2027, or Autumn 2027</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>due date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChangesPanel</name>
  <message>
   <source>%1 changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before and now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparing…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worth knowing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not rated</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CharacteristicsBox</name>
  <message>
   <source>%1 characteristics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None named</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Protected characteristics</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Checks</name>
  <message>
   <source>Accepted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accepted: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Matters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was found, and what to do</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChecksPage</name>
  <message>
   <source>%1 to look at, %2 accepted with a reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Accept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Show accepted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accept this finding with the reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accepted: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accepted; the reason is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All checks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask a&amp;gain</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checking the plan…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checks</source>
   <translation>Gwiriadau</translation>
  </message>
  <message>
   <source>Everything adds up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>G&amp;o to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Numbers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings against facts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for accepting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refs and duplicates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sho&amp;w the %1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show accepted findings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Structure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the reason back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The checks found nothing to put right in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>What the checks found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it can stay as it is</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the entry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the glossary</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>this plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ChoiceList</name>
  <message>
   <source>%1, chosen</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColourField</name>
  <message>
   <source>#1A2B3C</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colour code: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ColumnsStep</name>
  <message>
   <source>%1 and %2 more with the same headings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: choose the column with the text of each %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed by you</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check what each column holds. A column that PlanDesk has no place for is kept under its own heading; nothing is lost.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closed in the plan: its ratings stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For example</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Guessed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heading in the workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Holds</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the plan, and open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kept under their own headings: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name the period that the ratings belong to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New: the plan does not have it yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheets with the same headings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>filled cells: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CommandPalette</name>
  <message>
   <source>Find or do anything</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing here has these words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type a command, a ref or words of a title</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CommentsPage</name>
  <message>
   <source>Add comment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New comment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No comments yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Write a comment; Ctrl+Enter adds it</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CrashDialog</name>
  <message>
   <source>Copy report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk came upon a fault of its own. Your plan is safe: every change you made is saved already. The report below has no text of your plan; send it to whoever looks after PlanDesk for you.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Something went wrong</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text (*.txt)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>CsvFormBox</name>
  <message>
   <source>3 April 2024: the day comes first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>4 March 2024: the month comes first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns are cut at each</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comma</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>DOS (Western European)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dates such as 03/04/2024</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Letters are written in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Mac OS Roman</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Semicolon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tab</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>UTF-8</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unicode text of Excel (UTF-16)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Upright bar</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Windows (Western European)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DayField</name>
  <message>
   <source>%1 must be a day, like 26 June 2027. It says “%2”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose in a calendar (Alt+Down)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DetailsPage</name>
  <message>
   <source>%1 must be a number. It says “%2”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Actions its source declares</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comment in its source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Former refs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None: the work goes on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on the outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reported in another plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sponsor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To what: a ref, a plan or a team</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Write it like 12,500.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>in this period</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DocumentBridge</name>
  <message>
   <source>No plan is open.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>DropPlace</name>
  <message>
   <source>&amp;Choose a file…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EntryHistoryPage</name>
  <message>
   <source>As it was when the file was made.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History of the entry</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EntryLinksPage</name>
  <message>
   <source>Add link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the ref of a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Link to the whole plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Links of the entry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not linked to the plan yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref to link to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref, like A2.4</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no %1 in this plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>the plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EntryPanel</name>
  <message>
   <source>&amp;Back</source>
   <translation>&amp;Yn ôl</translation>
  </message>
  <message>
   <source>Back to the table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation>Hanes</translation>
  </message>
  <message>
   <source>Links</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Parts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EvidenceMark</name>
  <message>
   <source>Nothing that is published names it.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>EvidencePage</name>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Like “Board minutes, 4 March”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No evidence yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Save a copy of the evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>file kept in the plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExemptBox</name>
  <message>
   <source>All of it, and what is below it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How much of it is exempt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only its updates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only who leads and sponsors it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Public packs print “%1” in its place. Its ref and rating stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Updates, leads and sponsors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is exempt</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExemptMark</name>
  <message>
   <source>%1 is exempt, and so is what is below it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exempt, not for publication</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exempt: not for publication</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paragraph of Schedule 12A</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Public packs print “%1” in its place, without its parts and values.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the exemption</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Such as 3</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it is exempt</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ExplainBox</name>
  <message>
   <source>Declared</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Explain this rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Given as an exception: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Nothing in the plan speaks against this rating.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rated well without a break since %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no period to rate in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the plan says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worst part</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FieldWords</name>
  <message>
   <source>As at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New since the period before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reported elsewhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FieldsPage</name>
  <message>
   <source>Not said</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Protected characteristics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source tags</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileCare</name>
  <message>
   <source> (and %1 more)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 beside this plan is of another file. It was not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is damaged: %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A folder that is copied between computers may have left it there.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check the file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is now called %1; delete it when nobody misses it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep a backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The last session did not close properly. All saved edits are here.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileCommands</name>
  <message>
   <source>%1 is written, without %2 steps of history and what is exempt (%3).</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy saved as %1 in %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give a copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the plan as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make room there, or open a plan of yours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No plans opened yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open &amp;recent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plans (*%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Published to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The sample plan was not written: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You work on a local copy. It goes to %1 when you close.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileList</name>
  <message>
   <source>Files</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileLocks</name>
  <message>
   <source>%1 is written. Without its password nobody can open it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the plan inside it as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock a copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locked plans (*%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a locked plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password of %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileMoves</name>
  <message>
   <source>%1 is another plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 was replaced by another file of that name.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the file of the plan that is open; it may have another name now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is an older state or another copy.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a copy elsewhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved in %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan is %1 now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is what it holds now. Check it, then go on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where is the plan now?</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileRefusals</name>
  <message>
   <source>%1 is damaged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A lead sent it back: it is a return.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a tracker…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring it back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close without it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close without publishing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copy what I typed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import returns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It can be brought in as a tracker.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is a return: open the plan that it belongs to, then import it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave it out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left out: “%1”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locate…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look for a sound backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Make my change now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not saved yet: “%1”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open it again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open plan…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open to read only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Retry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save a copy elsewhere…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The newest sound backup is of %1 (%2). The damaged file is kept beside the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan is as it was on %1. The damaged file is kept as %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no sound backup beside it. Ask for help with this file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“%1” is not saved yet.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FileStep</name>
  <message>
   <source>%1 sheets, %2 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%4 of them told only by a colour.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Choose a file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Choose another…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 sheet, %2 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A further plan in the same file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A plan of its own, in a new file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A tracker of this shape was brought in before, and its answers kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As the recipe %1 says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in the workbook that the plan is kept in today. Nothing is changed before the last step, and every guess can be put right on the way.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a workbook or CSV file.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drop a workbook here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Excel (.xlsx, .xlsm) or CSV. Ratings may be words, letters or colours.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How is it read?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Into the plan that is open: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk found tables on %1 of %2 sheets and %3 different ratings, </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk found tables on %1 of %2 sheets, and no ratings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recipes (*.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is the return %1. Import it under Returns, to check each answer.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title of the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use a recipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use a recipe file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use a recipe file…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use last time's answers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where does it go?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbooks and CSV files (*.xlsx *.xlsm *.csv *.tsv *.txt);;All files (*)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>all in words.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FilterBar</name>
  <message>
   <source>%1 leads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All leads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear filters (Esc)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter by ref, words or lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave out what an outcome has closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More filters: due range, scope, source, outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only rows with an update in this period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only these leads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not rated</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FindingsList</name>
  <message>
   <source>What is wrong</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>FindingsWatch</name>
  <message>
   <source>Check the plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>GridView</name>
  <message>
   <source>Rows of the sheet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HeatMapView</name>
  <message>
   <source>Heat map of risks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>no risk</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HelpCommands</name>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PDF (*.pdf)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk manual.pdf</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save the manual</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The manual is saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing the manual</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HelpView</name>
  <message>
   <source>Page of the help</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>HelpWindow</name>
  <message>
   <source>Back</source>
   <translation>Yn ôl</translation>
  </message>
  <message>
   <source>Did you mean:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forward</source>
   <translation>Ymlaen</translation>
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing found for “%1”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk help</source>
   <translation>Help PlanDesk</translation>
  </message>
  <message>
   <source>Save as PDF…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search for “%1”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search the help</source>
   <translation>Chwilio'r help</translation>
  </message>
 </context>
 <context>
  <name>HistoryPage</name>
  <message>
   <source>%1 (undone)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is back in the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1, from %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Go back to here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Show earlier steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>After</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Brin&amp;g back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Came into the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do a&amp;gain up to here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find in the history</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation>Hanes</translation>
  </message>
  <message>
   <source>Kind of history</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No removed rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No step of this file fits the words.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No steps here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref, words or name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that were removed can be brought back here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show earlier steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Step</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps of this session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps that the file keeps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The whole file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This session</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the step changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What you change from now on is listed here, and can be taken back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>and %1 more</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Import</name>
  <message>
   <source>%1 change</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%1 changes</source>
   <translation>
    <numerusform>Dim newidiadau</numerusform>
    <numerusform>%1 newid</numerusform>
    <numerusform>%1 newid</numerusform>
    <numerusform>%1 newid</numerusform>
    <numerusform>%1 newid</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 changes not saved</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 changes taken</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 chase messages copied</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 closed risks are left out.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>%1 conflict</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%1 conflicts</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 copies saved to send back</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 differences</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 entries</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 entries removed</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 entries saved in %2</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>%1 file</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%1 late</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 leads get a new one in place of the last.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 problems to fix</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 questions open</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>%1 ref changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 ref renumbered</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%1 refs change</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 refs renumbered</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 returned</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 returns</source>
   <translation>
    <numerusform>Dim ffurflenni</numerusform>
    <numerusform>%1 ffurflen</numerusform>
    <numerusform>%1 ffurflen</numerusform>
    <numerusform>%1 ffurflen</numerusform>
    <numerusform>%1 ffurflen</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 returns issued.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 risks have no score and are not on the map.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows</source>
   <translation>
    <numerusform>Dim rhesi</numerusform>
    <numerusform>%1 rhes</numerusform>
    <numerusform>%1 rhes</numerusform>
    <numerusform>%1 rhes</numerusform>
    <numerusform>%1 rhes</numerusform>
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 rows without a number</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 sent</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 still to settle</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>%1 text follows</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>%1 texts follow</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 things to check</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 to check</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 to fix</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 workbooks</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message numerus="yes">
   <source>%1 workbooks written.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>%1, %2: plan says %3, return says %4, %5</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>&amp;Apply %1 changes</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>&amp;Apply 1 change</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>&amp;Issue %1 returns</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>&amp;Issue the return</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>&amp;Write %1 workbooks</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>&amp;Write the workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 change not saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 change taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 chase message copied</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 closed risk is left out.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 copy saved to send back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 difference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 entry</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 entry removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 entry saved in %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 lead gets a new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 problem to fix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 question open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 return issued.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 returned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 risk has no score and is not on the map.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 row without a number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 still to settle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 thing to check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 to check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 workbook written.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>All %1 files</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>All files</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>Also take %1 answers to what was changed here since</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Also take 1 answer to what was changed here since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Asked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Both same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflict</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflicts %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For a reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import as tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Imported before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issue one to the lead with open actions.</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>Issue them to the %1 leads with open actions.</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Locked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Needs a reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None can be taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not in file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not taken %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not taken: not a return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan kept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Question</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;number %1 ref</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>Re&amp;number %1 refs</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Row %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that fit no action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same %1</source>
   <translation type="unfinished" />
  </message>
  <message numerus="yes">
   <source>Take %1 &amp;changes</source>
   <translation type="unfinished">
    <numerusform />
   </translation>
  </message>
  <message>
   <source>Take 1 &amp;change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To fix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To fix %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waits</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Waits %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImportDetail</name>
  <message>
   <source>Another lead says:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Asked before, and still open: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Goes back as a note at the cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It waits until the problem elsewhere in its row is put right.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Question for the lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Return says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The chosen change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The workbook locks this cell. Take it only if it is meant.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When issued</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>cell %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImportPanel</name>
  <message>
   <source>&amp;Save report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add all returned workbooks of a folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add returned workbooks or zips</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a folder…</source>
   <translation>Dewis ffolder…</translation>
  </message>
  <message>
   <source>Choose files…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Conflicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drop returned workbooks here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File &amp;as received</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Files, a folder or a zip. You see every change before anything is imported.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Files…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder with returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not in file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note that these returns came in; take nothing of them yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to import</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only file</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only file as received</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Questions…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for taking answers with warnings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save copies with questions…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Some of the ticked answers have warnings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ticked</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To fix</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why these answers are taken all the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbooks and zips (*.xlsx *.xlsm *.xls *.ods *.zip);;All files (*)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImportSession</name>
  <message>
   <source>Importing the returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the returns</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ImportWriting</name>
  <message>
   <source>Folder for the copies with questions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Report saved as %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returns report.txt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text (*.txt)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing to ask about these returns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing copies with questions</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>InlinePanel</name>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
 </context>
 <context>
  <name>Inspector</name>
  <message>
   <source>Choose a row of the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close the inspector (F4)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation>Hanes</translation>
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Links</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Milestones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>InspectorTabs</name>
  <message>
   <source>Pages of the inspector</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Issue</name>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Last rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>These actions have no lead. Give them one in the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>IssueForm</name>
  <message>
   <source>&amp;Choose…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A name or mailbox; may stay empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each workbook opens only with it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder for the workbooks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lock the workbooks with a password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One workbook for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password for the workbooks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Send back to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sent by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Such as 3 May 2024 or end May</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your name or team</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>IssuePanel</name>
  <message>
   <source>%1 with %2, and a sheet of e-mail texts.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%2 is in %1. Send it on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Issue returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Nobody</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Combined return saved.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ever&amp;yone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everyone has a return. Tick a lead to send a new one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issuing returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leads with open actions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No open action has a lead. Give the open actions their leads first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was issued.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One workbook with %1 and the answers so far, to send on. Nobody is asked.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returns can be issued only for an open period.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of the workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save comb&amp;ined return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The day they are due back has gone by: everyone would be late at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The workbooks and the sheet of e-mail texts are in %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick whom to send a return.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To whom</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the lead gets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbook to look at</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LedgerPanel</name>
  <message>
   <source>%1 of them not in the plan any more</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All projects</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Carried forward</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closure ledger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Count the ledger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Counting…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It balances.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It does not balance.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moved in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moved out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a reporting period first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who takes it on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LinksPage</name>
  <message>
   <source>Add link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Aligned with</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Depends on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicate of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the ref of a row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Has the duplicate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Is needed by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind of link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Links</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New link</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No links yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref to link to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref, like A2.4 or R1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Referred to by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refers to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Superseded by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Supersedes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The texts name %1, which this plan does not have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The texts name %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no %1 in this plan.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>LongTextDelegate</name>
  <message>
   <source>Alt+Enter begins a new line</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MainToolBar</name>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Period</source>
   <translation>Cyfnod</translation>
  </message>
  <message>
   <source>Rate</source>
   <translation>Sgorio</translation>
  </message>
  <message>
   <source>Rate the chosen rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Toolbar</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MainWindow</name>
  <message>
   <source>&amp;Rate</source>
   <translation>&amp;Sgorio</translation>
  </message>
  <message>
   <source>Add %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan</source>
   <translation>Cynllun</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>ar gau</translation>
  </message>
  <message>
   <source>open</source>
   <translation>ar agor</translation>
  </message>
  <message>
   <source>shared</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MatchBox</name>
  <message>
   <source>&amp;Match to this</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Action to match it to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add as new</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is %1 (%2 % alike)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave it out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Match it to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Or add it below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where a new one goes</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MatchStep</name>
  <message>
   <source>%1 (%2 %) or %3 (%4 %)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 rows of the plan are not in the tracker; they stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 rows to look at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1, row %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 row to look at.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alike</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As guessed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In doubt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Is in the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave it out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Matched by text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Matches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New: add it to the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next best: %1 (%2 %)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remarks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row of the tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows with the same ref are matched by it, others by their text. Look at those matched by text; what is in the plan and not in the tracker stays as it is.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Same text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text, %1 %</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To look at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With its parent</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MeasureCharts</name>
  <message>
   <source>Ratings of the last periods</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values of %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MeetingsForm</name>
  <message>
   <source>Add the meetin&amp;g</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Board or committee</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Body</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear days before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear days before a meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clo&amp;se</source>
   <translation>&amp;Cau</translation>
  </message>
  <message>
   <source>Date of the meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hears of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the rh&amp;ythm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Meeting on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Meetings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Meets on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Months between meetings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No rhythm</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Papers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the &amp;meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rhythm of %1 is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>by its rhythm</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MergePage</name>
  <message>
   <source>%1 added</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 has nothing that this plan does not have.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is merged. Rows of this plan: %2 added, %3 changed, %4 removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 removed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Choose a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Merge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring two copies of this plan together</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed in both: %1; as here %2, as there %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the copy from the other laptop, or drop it here. What only one of you changed is taken; where both changed the same thing, you choose.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comparing with %1…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Field</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge a copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge which copy?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No conflicts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing new there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plans (*.plandesk)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of this plan: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take &amp;all from here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take all fr&amp;om there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the &amp;later of each</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This plan has all that the copy has.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>What both copies changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whole row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You changed different things; all comes over.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MergeSides</name>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before they parted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep what is here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take what is there</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>removed</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MessageBar</name>
  <message>
   <source>Dismiss</source>
   <translation>Cau</translation>
  </message>
  <message>
   <source>Dismiss this message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Messages</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MilestonesPage</name>
  <message>
   <source>Add a milestone and press Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due date of the milestone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Milestone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Milestones</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move down (Alt+Down)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move up (Alt+Up)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New milestone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words of the milestone</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MoreFilters</name>
  <message>
   <source>%1 outcomes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 scopes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any scope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Any source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only these outcomes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only these scopes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show only these sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>any date</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MovesTable</name>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Travel</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>MovesView</name>
  <message>
   <source>What moved</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NamesSection</name>
  <message>
   <source>&amp;Choose a picture…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Board or committee</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Council or organisation</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Footer of packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Language of published papers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Level %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Logo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Logo in packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No picture</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pictures (*.png *.jpg *.jpeg)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove the logo</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title of the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the levels are called, from the top</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewPack</name>
  <message>
   <source>&amp;As “%1”, without its papers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;New pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Board pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From the &amp;template</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The papers of “%1” stay with it: %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>With an &amp;empty agenda</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewPasswordDialog</name>
  <message>
   <source>%1 will open only with this password. It is kept nowhere: whoever loses it cannot open it any more. Several words are safer than one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The two are not the same.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Use this password</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewPeriodForm</name>
  <message>
   <source>%1 is open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Board or committee</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Date of the meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter the board or committee and the day of its meeting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issue its returns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It &amp;goes to a meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Meeting on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the per&amp;iod</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returns due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The period goes to a meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where the period goes to no meeting, take that tick away.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>NewPlanDialog</name>
  <message>
   <source>&amp;As at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Kind of plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose where to keep it…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First &amp;period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For example: Improvement plan 2026</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Opening</name>
  <message>
   <source>Opening %1…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>PlanDesk</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OtherNames</name>
  <message>
   <source>add, new, insert, create</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>backups, restore</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>bring in, import, excel, spreadsheet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>change the chosen rows, bulk edit, replace, assign a lead, set dates</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>check the plan, errors, problems, validate</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>columns, fields, show, hide</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>duplicate, clone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>find, search, look up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>give a copy, export, share, send</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>history, log, audit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>inspector, details, side panel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>keyboard shortcuts, keys, hotkeys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>lock a copy, password, encrypt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>look, theme, appearance, mode</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>move one level down, indent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>move one level up, outdent, promote</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>packs, pack, agenda, papers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>period, month, quarter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>print, pdf</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>quit, exit</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rate, rag, brag, rating, status</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>registers, risks, measures, kpis, recommendations</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>remove, delete, erase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>removed rows, restore, recycle bin, undelete</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>save a copy, save as, export</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>settings, preferences, options, configuration</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>zoom, text size, font</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OtherScale</name>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
 </context>
 <context>
  <name>OutcomeDelegate</name>
  <message>
   <source>No outcome</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OutcomesSection</name>
  <message>
   <source>&amp;Add as new</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It closes the action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs a target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Needs a target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome that takes its place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcomes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows that have it become</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words of the outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yes</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>OverrideBox</name>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Rate it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate it %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the exception</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the exception; packs print it</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackAgenda</name>
  <message>
   <source>Add to the agenda</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Agenda of the pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attach %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attach papers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exempt, paragraph %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Item</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove from the agenda</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace paper by %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace the paper</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackCoverForm</name>
  <message>
   <source>Board or committee</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Council</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Date of the meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Late because</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Meeting on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not in the calendar: as typed below</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only where the whole pack is late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Period</source>
   <translation>Cyfnod</translation>
  </message>
  <message>
   <source>Place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The current period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackDrawing</name>
  <message>
   <source>Drawing the preview</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackEntryForm</name>
  <message>
   <source>&amp;Replace paper…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Decision</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Discussion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>E&amp;xempt: not for publication</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Exempt, not for publication</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give its paragraph of Schedule 12A and the reason, or untick the box.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Information</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Late because</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not exempt yet: it needs a paragraph of Schedule 12A and a reason.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only for an item after the last day</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paragraph</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paragraph of Schedule 12A</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Presenter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Purpose</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the exemption</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Such as 3</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text; fields such as {open_actions} are filled in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title of the item</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it is exempt</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why the item is late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“%1” is not exempt yet.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackOptions</name>
  <message>
   <source>&amp;Password for the full version…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Roles in place of names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also a &amp;Word document</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also a &amp;web page (HTML)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also the &amp;tables (Excel)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Options of the build</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password for the full version</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re-&amp;issue: add what changed since it was built</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The full version</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackPlans</name>
  <message>
   <source>%1 is a pack that holds its plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the plan as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Made %1 from the pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New plan from a pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New plan from it…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Packs (*.pdf)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the plan in %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackPreview</name>
  <message>
   <source>Find in the pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No preview yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Page %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the pages larger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the pages smaller</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show thumbnails</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Thumbnails</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>“%1” is not in this pack.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackSide</name>
  <message>
   <source>Built</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Built (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checks</source>
   <translation>Gwiriadau</translation>
  </message>
  <message>
   <source>Checks (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checks of this pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Item</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show at the right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was built of this pack</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PackSupplementForm</name>
  <message>
   <source>Page and item numbers go on from the pack that was built. The cover says why.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason why the items are late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start supplement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why the items are late, such as: the audit ended on 13 May</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PacksPage</name>
  <message>
   <source>%1 pack %2 pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Build…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Cover…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Supplement…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A supplement goes on from the pages of a pack that was built.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Agenda</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Build the full pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Build the pack first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Build the public pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Building %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Built in %2: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Folder for the pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fu&amp;ll</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Hide &amp;cover</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Item and checks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lar&amp;ge print</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Large print</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>P&amp;ublic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Part of the page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show in folder</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PacksSection</name>
  <message>
   <source> working days before publication</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A person without a post is printed as “Lead officer”. Posts are kept under People. A period that says when its returns are due goes before the days here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Drafts are wanted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People in packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print posts in place of names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returns are wanted</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Pages</name>
  <message>
   <source>&amp;Bring in a tracker…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Build pack…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Check the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Copy chase messages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Golygu</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Ffeil</translation>
  </message>
  <message>
   <source>&amp;Give a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;History</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Import returns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Lock a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Meetings of bodies…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Merge a copy…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;New pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;New review…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Open a period…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Plan</source>
   <translation>&amp;Cynllun</translation>
  </message>
  <message>
   <source>&amp;Plan as it was at a closing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Review</source>
   <translation>A&amp;dolygu</translation>
  </message>
  <message>
   <source>&amp;Search everything…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Spotlight list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Supplement…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;What changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Your settings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a plan of another &amp;kind…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bac&amp;kups…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Back up no&amp;w</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Backups</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a workbook of a register…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>C&amp;lose the period…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checks</source>
   <translation>Gwiriadau</translation>
  </message>
  <message>
   <source>Closure &amp;ledger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>History</source>
   <translation>Hanes</translation>
  </message>
  <message>
   <source>I&amp;ssue returns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In another rating s&amp;cale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge a copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pac&amp;ks</source>
   <translation>&amp;Pecynnau</translation>
  </message>
  <message>
   <source>Packs</source>
   <translation>Pecynnau</translation>
  </message>
  <message>
   <source>Period</source>
   <translation>Cyfnod</translation>
  </message>
  <message>
   <source>Plan &amp;settings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;gisters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;number…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;turns</source>
   <translation>Ffurflenn&amp;i</translation>
  </message>
  <message>
   <source>Registers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed ro&amp;ws…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Renumber</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returns</source>
   <translation>Ffurflenni</translation>
  </message>
  <message>
   <source>Review</source>
   <translation>Adolygu</translation>
  </message>
  <message>
   <source>Search</source>
   <translation>Chwilio</translation>
  </message>
  <message>
   <source>Settings</source>
   <translation>Gosodiadau</translation>
  </message>
  <message>
   <source>Today</source>
   <translation>Heddiw</translation>
  </message>
  <message>
   <source>Your settings</source>
   <translation>Eich gosodiadau</translation>
  </message>
 </context>
 <context>
  <name>PartsBox</name>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move %1 down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move %1 up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PastDetail</name>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is not in the plan any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Nothing now. Then: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing then. Now: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing: the plan says the same today.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating, %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sponsor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The row as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What changed since</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PastPage</name>
  <message>
   <source>%1 &amp;added since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 as it was at closing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Added since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Back to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Back to the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter by ref or words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter the plan as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is not in the plan any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It was closed before it came into this file, so wording, leads and </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No period is closed yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No row of that period has these words, or changed since.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing matches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only what &amp;changed since</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read the plan as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading %1…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reopened: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To read only. %1 of %2 rows say something else today.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When a period is closed, the plan is kept here as it was that day.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>outcomes are those of today.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PastPlan</name>
  <message>
   <source>Not in the plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PastePanel</name>
  <message>
   <source>%1 already as pasted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cannot be pasted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cells</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 cells change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 cell changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>; %1 left out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cells of the block</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Column</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Paste: </source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pasted</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pasted %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why not</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PdfView</name>
  <message>
   <source>No pages yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Page %1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PeopleSection</name>
  <message>
   <source>&amp;Add as new</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Merge %1 into %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Merge the chosen</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>E-mail</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leads</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People and posts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Post</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Post of a person</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Post, such as Head of Housing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Sponsors</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who takes over</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PeriodChooser</name>
  <message>
   <source>Reporting period</source>
   <translation>Cyfnod adrodd</translation>
  </message>
  <message>
   <source>closed</source>
   <translation>ar gau</translation>
  </message>
  <message>
   <source>open</source>
   <translation>ar agor</translation>
  </message>
 </context>
 <context>
  <name>Periods</name>
  <message>
   <source>%1 left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Done; %1 accepted with a reason</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PeriodsEditor</name>
  <message>
   <source>As at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings go to the period</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PeriodsPage</name>
  <message>
   <source>%1 is closed. A backup was kept first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 things are left before it can be closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Close period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Meetings…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Open a period…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 thing is left before it can be closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accept what is &amp;left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As at %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checklist for closing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No reporting period yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on the period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on the period (optional)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is left here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the first one to rate actions and issue returns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the next period…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan &amp;as it was</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reope&amp;n</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What is left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it can be closed with what is left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it is reopened; later packs print it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>closed</source>
   <translation>ar gau</translation>
  </message>
  <message>
   <source>everything is settled: it can be closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>open</source>
   <translation>ar agor</translation>
  </message>
  <message>
   <source>returns due %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Places</name>
  <message>
   <source>Go to %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlacesList</name>
  <message>
   <source>Places</source>
   <translation>Lleoedd</translation>
  </message>
 </context>
 <context>
  <name>PlanChooser</name>
  <message>
   <source>Plan</source>
   <translation>Cynllun</translation>
  </message>
 </context>
 <context>
  <name>PlanColumns</name>
  <message>
   <source>Actions by rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Characteristics</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Current</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Direction of travel since the period before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How many of its actions have each rating; milestones done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Improved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previous</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Project</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating in the period before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating in this period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reference</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sponsor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Travel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What others are asked to do</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the review decided</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What was done in this period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When it is now expected to be done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When it is to be done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where it comes from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which part of the council it concerns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which project it is part of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which protected characteristics it concerns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which workstream it is part of</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who answers for it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Who does it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it is rated so, and what will put it right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workstream</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worsened</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanEdits</name>
  <message>
   <source>Choose the %1 that the new %2 belongs to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed %1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no %1 yet that the new %2 could belong to. Add one first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no reporting period to rate in yet.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanHeader</name>
  <message>
   <source>&amp;Order of the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Sort by %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move %1 &amp;left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move %1 &amp;right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sort by %1, last &amp;first</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanOpening</name>
  <message>
   <source>Opening %1…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanPanel</name>
  <message>
   <source>Add the first one and give it a name. Everything else goes below it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add the first one and give it a name; everything else goes below it. Or bring in the workbook that the plan is kept in today.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No %1 match these filters</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They are all still in the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This plan has no %1s yet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanPrint</name>
  <message>
   <source>%1 pages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 page</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Action summary</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Actions as shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a project first, then print its report.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Highlight report %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Highlight report of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Print this view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Printed %1: %2.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanState</name>
  <message>
   <source>Reading the plan</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanTools</name>
  <message>
   <source>Choose rows of one level below the %1s to move them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied %1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Copied one row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicated %1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Duplicated one row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filled %1 down to %2 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move to: type a ref or words of a title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moved %2 rows to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Moved to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open to %1s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the cursor in the column to fill, such as Lead or Due.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The column %1 cannot be filled down.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanTreeModel</name>
  <message>
   <source>%1 of %2 milestones done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1, overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reported elsewhere</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>closed</source>
   <translation>ar gau</translation>
  </message>
  <message>
   <source>empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not rated</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PlanView</name>
  <message>
   <source>&amp;Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan</source>
   <translation>Cynllun</translation>
  </message>
 </context>
 <context>
  <name>PlanViews</name>
  <message>
   <source>&amp;Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Everything, columns as at first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Remove a view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;name a view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;place by what shows now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Removed the view %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved &amp;views</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The view %1 shows what shows now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>View: %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PointBox</name>
  <message>
   <source>Add to %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>PreferencesPage</name>
  <message>
   <source>&amp;Choose a folder…</source>
   <translation>&amp;Dewis ffolder…</translation>
  </message>
  <message>
   <source>&amp;Usual folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Appearance</source>
   <translation>Golwg</translation>
  </message>
  <message>
   <source>As the desktop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose another folder.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear days of a new board</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Dark</source>
   <translation>Tywyll</translation>
  </message>
  <message>
   <source>Dates</source>
   <translation>Dyddiadau</translation>
  </message>
  <message>
   <source>Folder for the second copies</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>High contrast</source>
   <translation>Cyferbyniad uchel</translation>
  </message>
  <message>
   <source>Language</source>
   <translation>Iaith</translation>
  </message>
  <message>
   <source>Light</source>
   <translation>Golau</translation>
  </message>
  <message>
   <source>Look</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Manager: a plan opens on Returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not chosen: a plan opens on its table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Officer: a plan opens on Today</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plans, backups and the list of plans opened lately stay.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put your settings back to how they were on the first day?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;duced motion: notes stay until dismissed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reset my &amp;settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Role</source>
   <translation>Rôl</translation>
  </message>
  <message>
   <source>Roles in place of &amp;names in new packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Second copy of each backup</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Secretary: a plan opens on Packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The folder could not be kept: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The language changes when PlanDesk is started again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They stay on this computer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Work</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your settings</source>
   <translation>Eich gosodiadau</translation>
  </message>
  <message>
   <source>Your settings are as on the first day.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom</source>
   <translation>Chwyddo</translation>
  </message>
 </context>
 <context>
  <name>PreviewStep</name>
  <message>
   <source>%1 is closed: its ratings stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1, row %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A new plan is made of this tracker. Its title:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every row was understood</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>None of its %1s is in this plan yet. If it is another, say so in File.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is left behind.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Please look</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows behind the number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows of the tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan already says all that the tracker says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is nothing of this kind.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This is what comes into %1, as one step that Undo takes back. Nothing is removed.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title of the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What comes in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>headings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>new %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not understood</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>only in the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>other rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>ratings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>repeated headers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows read</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>rows taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to look at</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ProgressLine</name>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stop this work</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stopping…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RateBox</name>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>was %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RatingForm</name>
  <message>
   <source>Circle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Colours</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Definition</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Diamond</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edge</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edge on white</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill on the dark window</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Fill, dark theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It needs a reason and what will put it right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Letter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Octagon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On dark</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>On white</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pale cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pale cells in print</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Pentagon</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rank (higher is better)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ring</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sign</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Square</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Square with a tick</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Triangle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Word on the fill</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Word on the fill, dark theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Word on the pale cell</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Word, dark theme</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Work so rated is delivered</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Work so rated is under way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>good</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>to 1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>too weak</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>too weak, it needs %1 to 1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RatingList</name>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RatingReasons</name>
  <message>
   <source> And %1 more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is %2 and needs a reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 rows are %2 and need a reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Give the reason… (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate the other one</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rate the others</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Say why… (%1)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RatingsSection</name>
  <message>
   <source>%1 ratings of this plan are %2. If it is removed, they become:</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Go back to the plan's scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Use this scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating that takes its place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings of the scale, in printed order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Up</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReasonBox</name>
  <message>
   <source>Put the reason in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for this answer</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it for this reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it is taken all the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why, and what will put it right</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReasonLines</name>
  <message>
   <source>&amp;Why</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>E&amp;xception</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For the rows that do not say why yet; may be empty</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why %1 ratings that the rules refuse are right all the same</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why 1 rating that the rules refuse is right all the same</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RegisterEdits</name>
  <message>
   <source>New %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a period first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no reporting period to keep that in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
 </context>
 <context>
  <name>RegisterImportPanel</name>
  <message>
   <source>&amp;Leave it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As sent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to take</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Put the workbook right first</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take the &amp;changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The workbook says what the register says.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>What</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the workbook changes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbook</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RegisterPanel</name>
  <message>
   <source>%1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of %2 returned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: nothing yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: show all again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Add %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Copy chase messages</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Issue returns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;More</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Send to owners…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a workbook…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the filter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Clear the filter to see them all.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Edit cell	F2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entries of the register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter by lead or return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter by words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter the entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter the returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the register is shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>I&amp;mport returns…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issue returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Late %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>More about this register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move down	Alt+Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Move up	Alt+Up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No entry matches</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No open action has a lead. Give the open actions their leads first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No reporting period yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No returns for %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody to chase: every return is back, and no question is open.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outstanding</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outstanding %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Question closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove	Del</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Returns</source>
   <translation>Ffurflenni</translation>
  </message>
  <message>
   <source>Returns need a period.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save as a workbook…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The period is closed, and none was issued.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which returns are shown</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>due back %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RegisterView</name>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RegisterViews</name>
  <message>
   <source>Four boxes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Heat map</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line of sight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scores</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Registers</name>
  <message>
   <source>%1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Course</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Criterion</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Given: %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Higher</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Highest score</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Items</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lower</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Movement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>N/A</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No change</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No reason is given.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not known</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Not scored</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is said</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per cent</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Per cent as printed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan</source>
   <translation>Cynllun</translation>
  </message>
  <message>
   <source>Points</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Send out by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Served by</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sum as printed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The printed day leaves too few clear days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The review is overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trend</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Weighted sum</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worked out: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Worked out: %1. %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yes</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RegistersPage</name>
  <message>
   <source>Bring in a workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entry beside the table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was taken in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save %1 as a workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saving %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That entry is not in the register any more.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This plan is open to read only.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>To check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbooks (*.xlsx *.xlsm *.csv *.ods)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Workbooks (*.xlsx)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RenumberPage</name>
  <message>
   <source>%1. Former refs are kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also in what closed periods say</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Every ref here is the one that its place gives it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>New ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Old and new refs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Old ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Part of the plan to renumber</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;number</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reads now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Renumber</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Texts that follow</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The refs are in order</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The whole plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>Will read</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Restoring</name>
  <message>
   <source>Bringing the backup back</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReturnDetail</name>
  <message>
   <source>%1 by %2: %3 of %4 changes taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 received by %2, nothing taken yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answer about %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Answered otherwise? Type it, then Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Asked by %1 on %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cop&amp;y message</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Covers %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issue a&amp;gain…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issued %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Message copied</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Message to chase it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open questions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The chosen return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Warnings accepted: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What came in</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>due %1</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Returns</name>
  <message>
   <source>%1 days late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 questions open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 taken</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 to settle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 day late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 question open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Imported</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issued</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Late</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Received</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replaced</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReturnsCount</name>
  <message>
   <source>%1 of %2</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReturnsPage</name>
  <message>
   <source>%1 applied from %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Import</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is new: these returns were filed before.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Register, issue or import</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>Who has what</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReviewFoot</name>
  <message>
   <source>%1 are not reviewed and stay as they are.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1, refreshed %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Apply review…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Carry the plan forward</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A backup is kept first, and one undo takes it all back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Apply %1 outcomes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Apply “%1”? %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ne&amp;w review…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>That was the last row: %1 reviewed. Enter shows what would be applied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The refreshed plan is in this file; choose it beside the period.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The review is applied.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
 </context>
 <context>
  <name>ReviewForm</name>
  <message>
   <source>%1 rows are chosen. What you answer here goes to all of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a phrase</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add a phrase to the assessment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Assessment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not reviewed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Previo&amp;us</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref or name of what takes it on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Unsure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Yes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not rated</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReviewPage</name>
  <message>
   <source>Closure ledger</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In another scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refresh review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spotlight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What to look at</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReviewQueue</name>
  <message>
   <source>Action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Actions to review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter actions to review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter by ref or words</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>N next, P previous, S next not reviewed, 1 to 9 outcome, Enter to the tests. After the last row comes Apply review.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not reviewed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review</source>
   <translation>Adolygu</translation>
  </message>
  <message>
   <source>Reviewed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Which actions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>applied</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReviewSection</name>
  <message>
   <source>One on each line. A review that is under way keeps its own.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Phrases for assessments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Phrases for assessments, one on each line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tests of a refresh review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tests of a review, one on each line</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ReviewStart</name>
  <message>
   <source>&amp;Start the review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Also what is c&amp;losed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation>Canslo</translation>
  </message>
  <message>
   <source>Each row is looked at once: the tests, an outcome, an assessment. Nothing changes in the plan until you apply the review.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Part of the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Refresh review %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Start a refresh review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The whole plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the plan's filter leaves (%1 rows)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RiskMapPanel</name>
  <message>
   <source>As the risks stood</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before counter measures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Click a field, or go to it with the arrow keys and press Enter, for its rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>How the risks moved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Movement</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Period before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Risk</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RoleChoice</name>
  <message>
   <source>It decides on which page a plan opens, and locks nothing.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Manager</source>
   <translation>Rheolwr</translation>
  </message>
  <message>
   <source>Officer</source>
   <translation>Swyddog</translation>
  </message>
  <message>
   <source>Secretary</source>
   <translation>Ysgrifennydd</translation>
  </message>
  <message>
   <source>What do you do here? You can change it later.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You bring in a team's returns: a plan opens on Returns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You build the pack: a plan opens on Packs.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>You keep the plan: it opens on Today, with what to do next.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Your role</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>RulesSection</name>
  <message>
   <source>A jump of the rating needs a word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A poor rating needs a reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A poor rating says what will put it right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checks</source>
   <translation>Gwiriadau</translation>
  </message>
  <message>
   <source>Checks that are made</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delivered must be earned over time</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delivered needs evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Delivered needs its measures met</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Months before delivered is earned</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Periods without an update to be named</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rules of rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps that count as a jump</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ScalePanel</name>
  <message>
   <source>Each value has one of its own: nothing is merged.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show in the scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Shown as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stands for</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan in the other scale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no other scale to show the plan in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What each value stands for</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ScoresPanel</name>
  <message>
   <source>Add criteria and options to the appraisal, under Parts beside the table.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As a word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose a score to see its rationale.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to score yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rationale</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Score as a word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scores of the options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sums of the options</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>sums of scores</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SearchModel</name>
  <message>
   <source>Comment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Details</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Milestone</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SearchPage</name>
  <message>
   <source>%1 in %2 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 in one row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 places</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 place</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Did you mean “%1”?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing found for “%1”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search everything in the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Searching</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Titles, updates, milestones, evidence, comments, leads and registers.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Try fewer words, or the beginning of a word.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SendPanel</name>
  <message>
   <source>%1 with %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Write the workbooks</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cancel</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nobody: no owner is named</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open folder</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Owner</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Owners of entries</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Return</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The register is empty. Add an entry first.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>They are in %1. Bring them in here when they come back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick whom to send a workbook.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Writing workbooks</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SettingsPage</name>
  <message>
   <source>Names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcomes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Packs</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>People</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review</source>
   <translation>Adolygu</translation>
  </message>
  <message>
   <source>Rules</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scopes and sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Section of the settings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stated numbers</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SharedPlanDialog</name>
  <message>
   <source>&amp;Address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Password</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Address</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>An address begins with postgresql://</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Only read it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a shared plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Whoever looks after your server knows the address. A shared plan can be changed by several people at once; backups of it are kept on this computer.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SheetsStep</name>
  <message>
   <source> (hidden)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 is not read.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 rows of this sheet are not understood.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: header in row %2, repeated %4 times; %3 rows taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: header in row %2, repeated once; %3 rows taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: header in row %2; %3 rows taken.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: no header row found. Mark the row with the headings.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1: reading its rows…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to rows of a kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to the next…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lists</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick a sheet that lists %1s, and mark its header row.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick the sheets to read. Beside each row stands what it is taken for; change it where it is wrong, above all the header rows.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>action</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Shell</name>
  <message>
   <source>&amp;Edit</source>
   <translation>&amp;Golygu</translation>
  </message>
  <message>
   <source>&amp;File</source>
   <translation>&amp;Ffeil</translation>
  </message>
  <message>
   <source>&amp;Help</source>
   <translation>&amp;Help</translation>
  </message>
  <message>
   <source>&amp;Look</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Plan</source>
   <translation>&amp;Cynllun</translation>
  </message>
  <message>
   <source>&amp;View</source>
   <translation>G&amp;weld</translation>
  </message>
 </context>
 <context>
  <name>Shortcuts</name>
  <message>
   <source>1 … 9</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A … Z, 0 … 9</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add the comment</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Alt+Down</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Boxes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Choose the outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Comments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+PgDown, Ctrl+PgUp</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Enter</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Esc</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to a ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Inspector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave without changing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lists</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>N, P</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next or previous action of the review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next or previous page of the inspector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open or close the row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the list of a cell or box</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plan table</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Review</source>
   <translation>Adolygu</translation>
  </message>
  <message>
   <source>Right, Left</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show the row in the inspector</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Space</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Tick or untick</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ShortcutsDialog</name>
  <message>
   <source>Command</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Commands and keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Find a command or key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keyboard shortcuts</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keys</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Where</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SightPanel</name>
  <message>
   <source>Add a priority, or give rows a source such as “Ofsted three-month”.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By priority</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>By source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Line of sight</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing to start from yet</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Show these rows in the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What serves what</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the tree starts from</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>nothing yet</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>SpotlightPanel</name>
  <message>
   <source>%1 is back in the plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 of %2 closed actions. The board may recall any of them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Action</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ask the lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Closed actions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter by ref, words or outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Filter closed actions</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for recalling</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recalled</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Take it back into the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The question to the lead of %1 is kept.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the board wants to know</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatedSection</name>
  <message>
   <source>Examples</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>One number on each line, with where it is stated in brackets. The checks hold each against what the plan lists. What a project declares is entered in its details.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Stated numbers, one on each line</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What papers state</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StatusLine</name>
  <message>
   <source>%1 selected</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 to check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All changes saved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>All changes saved %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Checks</source>
   <translation>Gwiriadau</translation>
  </message>
  <message>
   <source>Nothing to check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open to read only</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open what the checks found</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Zoom %1 %</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>StepStrip</name>
  <message>
   <source>Steps</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>here</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>not needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>still to come</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Surroundings</name>
  <message>
   <source>A local copy is safer; it is published when you close.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Beside this plan lies %1: somebody else's changes, it seems.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Compare…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go on with the local copy</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>It is safer, and faster, on this computer. Every change is saved at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is a local copy of this plan with changes that were never published.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This plan is in a folder that %1 copies. Two people must not change it at once.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This plan is on a network drive.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Work on a local copy</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TagsSection</name>
  <message>
   <source>A name that another one of the kind has makes the two one.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Characteristic</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Kind</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the tag</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Re&amp;name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Remove</source>
   <translation>Tynnu</translation>
  </message>
  <message>
   <source>Rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scopes and sources</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Tip</name>
  <message>
   <source>Done</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next</source>
   <translation>Nesaf</translation>
  </message>
  <message>
   <source>No more tips</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Tips</name>
  <message>
   <source>%1 of %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ctrl+K finds any action, page or command by its words.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything is saved as you type. Ctrl+Z takes it back.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>F1 opens the help about the page you are on.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The pages of your work, from today's list to the pack.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>Toast</name>
  <message>
   <source>Dismiss</source>
   <translation>Cau</translation>
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
 </context>
 <context>
  <name>TodayPage</name>
  <message>
   <source>%1 due in 30 days</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 improved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 new</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 off target</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 recommendation overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 recommendations overdue</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 risk went up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 risks went up</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 to check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 unchanged</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 worsened</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1, as at %2, is %3.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Actions by rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add one when you open a period.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Build pack</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Check</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Close</source>
   <translation>Cau</translation>
  </message>
  <message>
   <source>Collect</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Do next</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Everything that changed since %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Issue returns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Next meeting</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No meeting is planned.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing is waiting.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read the plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Registers</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Since %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Steps of the period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is no reporting period yet.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Today</source>
   <translation>Heddiw</translation>
  </message>
  <message>
   <source>What moved</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>closed</source>
   <translation>ar gau</translation>
  </message>
  <message>
   <source>open</source>
   <translation>ar agor</translation>
  </message>
 </context>
 <context>
  <name>Tracker</name>
  <message>
   <source>%1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 heading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%2 heading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%2s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%3</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%3 (its text)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%3s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%4</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%4s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A figure</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A register</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Blank</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Due</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Evidence</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Figures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Footnote</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Goes on</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Header</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Header, line 2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep under its own heading</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Key</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Lead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Leave this column out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Measures</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not understood</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on the outcome</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Notes</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Number of %3s</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcome of the review</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Outcomes and impact</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress and comments</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating, by the row's colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason of the rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ref of the %2</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Scope</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Service</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sponsor</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Subtitle</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Title</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Total</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What the row is (%1, %2 ...)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrackerFiles</name>
  <message>
   <source>%1 recipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keep the plan as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Plans (*%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Recipes (*.toml)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save recipe</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save report</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved as %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Text (*.txt)</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrackerGridModel</name>
  <message>
   <source>As guessed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Header again</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrackerPage</name>
  <message>
   <source>%1 came in from %2.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 changed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 ratings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%2 brought nothing new.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%3 rows were not understood; the report lists them.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Back</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Next: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>&amp;Save report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Br&amp;ing in %1 rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Br&amp;ing in 1 row</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Bring in a tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Columns</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>File</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Match</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Preview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save re&amp;cipe…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save report…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Sheets</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Strai&amp;ght to the preview</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>TrackerWork</name>
  <message>
   <source>Bringing in %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Matching rows</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading it as %1 says</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading it as another kind of plan</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reading the rows</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UnlockButton</name>
  <message>
   <source>Locked workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open a workbook that only a password opens</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password of %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password of the locked workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Password…</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>UpdatePage</name>
  <message>
   <source>%1 is closed, so this cannot change.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Forecast</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>From %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Help needed</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Progress this period</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The plan has no %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>What will put it right</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>When it is now expected, like Autumn 2025</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ValueForm</name>
  <message>
   <source>%1 is closed, so this cannot change.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As worked out</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not said</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Note on the value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for the rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Source of the value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The rules make it %1. Enter the reason for another rating to keep it.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trend</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ValuesPage</name>
  <message>
   <source>About</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Add value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Another period or area</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Area of a new value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>As at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Before</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Now</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Period</source>
   <translation>Cyfnod</translation>
  </message>
  <message>
   <source>Period of a new value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rating</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Trend</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Value</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Values</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ValuesStep</name>
  <message>
   <source>%1 (as printed)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>%1 values to check.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>1 value to check.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A close shade</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A usual colour for it</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Cells</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Changed by you</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Confirmed by you</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Each different rating stands here once, by its text or by the colour of its cell. Check which rating of the plan it means.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Every name is spelt in one way</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>First at</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>If a column holds them, go back and say so under Columns.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>In the workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Means</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Names in the workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No rating has this colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>No ratings in this tracker</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Not rated</source>
   <translation>Heb ei sgorio</translation>
  </message>
  <message>
   <source>Please check: no rating has this colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Please check: no rating of the plan has this name</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Please check: this is only the nearest colour</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Please check: this is only the nearest word</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings (%1)</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings in the workbook</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Ratings or names</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Read as</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Says so</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Says there is none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Spellings that seem to be one person would stand here.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>ViewPanel</name>
  <message>
   <source>Another name for the view %1.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>For example “Red and overdue”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Keeps columns, widths, order, flat list and filters as they are now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Name of the view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Rename</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Renamed to %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Replace view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save this view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Save view</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Saved the view %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>The view %1 will show what shows now.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>There is a view named %1 already.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WindowCommands</name>
  <message>
   <source>&amp;Go to</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Go to which page?</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Search everything for “%1”</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Undo</source>
   <translation>Dadwneud</translation>
  </message>
 </context>
 <context>
  <name>WindowDrops</name>
  <message>
   <source>%1 is another copy of this plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Attach it as a paper</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Merge it…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Nothing was taken in.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open it instead</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the plan that these returns belong to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Open the plan whose pack these papers belong to.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Then drop them again.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>This plan is open to read only.</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>WindowPages</name>
  <message>
   <source>A backup cannot be put in the place of a shared plan.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>A large plan takes a moment.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Look round in the sample plan of an invented council, start a plan of your own, or open one.</source>
   <translation>
  </translation>
  </message>
  <message>
   <source>Open the backup, or copy it to an empty database of the server.</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Opening %1…</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Welcome to PlanDesk</source>
   <translation>Croeso i PlanDesk</translation>
  </message>
 </context>
 <context>
  <name>_FindingCard</name>
  <message>
   <source>Accept</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Accepted because: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Reason for accepting: %1</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Why it can stay as it is</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_Popup</name>
  <message>
   <source>Choose none</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Narrow the list</source>
   <translation type="unfinished" />
  </message>
  <message>
   <source>Type to narrow the list</source>
   <translation type="unfinished" />
  </message>
 </context>
 <context>
  <name>_StepButton</name>
  <message>
   <source>Step %1, %2: %3</source>
   <translation type="unfinished" />
  </message>
 </context>
</TS>
