//! Markdown: every dialect, each with the traps that real files have.

use qbank::import::{Nested, Options};

use crate::harness::fixture;

/// Compares all that comes of a fixture with its snapshot.
fn check(name: &str) {
    check_with(name, name, &Options::default());
}

fn check_with(name: &str, snapshot: &str, options: &Options) {
    let file = format!("markdown/{name}.md");
    insta::assert_snapshot!(snapshot.replace('/', "-"), fixture(&file, options));
}

#[test]
fn headings_are_questions_and_lower_headings_stay_in_the_answer() {
    check("headings");
}

#[test]
fn a_level_that_is_asked_for_beats_the_guess() {
    let options = Options { level: Some(2), ..Options::default() };
    check_with("headings", "headings-level-2", &options);
}

#[test]
fn a_heading_can_be_the_first_thing_in_a_list_item() {
    check("items");
}

#[test]
fn lettered_options_are_matched_with_the_letter_of_the_answer() {
    check("options");
}

#[test]
fn ticked_boxes_are_the_right_options() {
    check("checkboxes");
}

#[test]
fn a_summary_is_a_question_and_broken_tags_end_at_the_next() {
    check("details");
}

#[test]
fn a_summary_that_all_have_in_common_hides_the_answer() {
    check("reveal");
}

#[test]
fn details_around_whole_groups_are_no_questions() {
    check("wrapped");
}

#[test]
fn bold_lines_are_questions_where_most_ask() {
    check("bold");
}

#[test]
fn list_items_are_questions_and_items_below_them_are_kept() {
    check("bullets");
}

#[test]
fn items_below_a_question_can_be_questions_of_their_own() {
    let options = Options { nested: Nested::Own, ..Options::default() };
    check_with("bullets", "bullets-own", &options);
}

#[test]
fn items_below_a_question_can_be_follow_ups() {
    let options = Options { nested: Nested::FollowUps, ..Options::default() };
    check_with("bullets", "bullets-follow-ups", &options);
}

#[test]
fn links_in_lists_are_questions_and_their_addresses_references() {
    check("links");
}

#[test]
fn labels_part_questions_and_answers() {
    check("labels");
}

#[test]
fn numbers_are_counted_upwards_over_the_file() {
    check_with("numbers", "numbers", &asked_for("markdown-numbers"));
}

#[test]
fn options_that_fell_out_of_the_list_belong_to_the_question_above() {
    check("sloppy");
}

#[test]
fn a_file_can_be_one_question_and_its_folder_the_category() {
    check("cards/closures/what-is-a-closure");
}

#[test]
fn a_card_has_a_front_and_a_back() {
    check("cards/closures/anki");
}

#[test]
fn rows_of_a_table_are_questions() {
    check("tables");
}

#[test]
fn fences_close_as_they_were_opened_and_at_the_next_question() {
    check("fences");
}

#[test]
fn headings_and_signs_tell_the_difficulty() {
    check("levels");
}

#[test]
fn no_script_needs_blanks_or_latin_question_marks() {
    check("scripts");
}

#[test]
fn titles_do_not_identify_a_question() {
    check("repeats");
}

#[test]
fn relative_links_are_listed() {
    check("relative");
}

#[test]
fn relative_links_are_completed_with_their_base() {
    let base = Some("https://host.example/bank/en/".to_owned());
    check_with("relative", "relative-base", &Options { base, ..Options::default() });
}

#[test]
fn a_relative_link_in_a_title_is_a_reference_once_its_base_is_known() {
    let base = Some("https://host.example/bank/en/".to_owned());
    let options = Options { base, ..Options::default() };
    check_with("relative-title", "relative-title-base", &options);
    check_with("relative-list", "relative-list-base", &options);
}

#[test]
fn code_behind_a_list_without_questions_belongs_to_no_question() {
    check("fallen-code");
}

#[test]
fn tags_of_a_row_go_beside_those_of_the_front_matter() {
    check("table-tags");
}

#[test]
fn columns_of_a_table_are_named_by_their_number_too() {
    let columns = [("question", "2"), ("answer", "3")];
    let columns = columns.map(|(field, name)| (field.to_owned(), name.to_owned())).to_vec();
    check_with("columns", "columns-by-number", &Options { columns, ..Options::default() });
}

#[test]
fn items_below_are_the_answers_where_they_do_not_ask() {
    check("bullets-answered");
}

#[test]
fn code_in_items_below_keeps_its_place() {
    check("bullets-code");
}

#[test]
fn behind_a_heading_with_a_number_alone_the_question_is_the_next_paragraph() {
    check("label-headings");
}

#[test]
fn the_label_of_an_answer_can_stand_in_a_list_and_behind_an_arrow() {
    check("nested-labels");
}

#[test]
fn headings_below_those_that_are_labels_belong_to_the_answer() {
    check("label-notes");
}

#[test]
fn options_and_answer_can_stand_in_one_paragraph_with_the_question() {
    check("one-paragraph");
}

#[test]
fn bold_lines_of_a_list_that_counts_are_questions_whatever_they_end_in() {
    check("counted-bold");
}

#[test]
fn answers_in_the_plural_and_all_in_bold_are_answers() {
    check("answer-labels");
}

#[test]
fn a_language_of_programming_is_a_tag() {
    check("programming");
}

#[test]
fn a_rule_right_below_a_paragraph_makes_no_heading() {
    check("setext");
}

#[test]
fn hashes_need_no_blank_where_no_heading_has_one() {
    check("unspaced");
}

#[test]
fn adverts_are_no_part_of_an_answer() {
    check("adverts");
}

#[test]
fn comments_go_before_anything_else() {
    check("exercise-answers");
}

#[test]
fn marks_of_byte_order_and_foreign_line_ends_are_no_matter() {
    check("bytes");
}

#[test]
fn a_readme_without_questions_is_refused() {
    check("readme");
}

#[test]
fn a_list_of_links_is_refused() {
    check("linklist");
}

#[test]
fn a_dialect_that_is_asked_for_is_read() {
    check_with("readme", "readme-file", &asked_for("markdown-file"));
}

fn asked_for(format: &str) -> Options {
    Options { format: Some(format.to_owned()), ..Options::default() }
}
