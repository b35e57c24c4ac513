"""What is said about each named misconception where no rule has more exact words."""

from __future__ import annotations

from collections.abc import Mapping

from grader.messages import N_, Message, say

_TEXTS: Mapping[str, str] = {
    "accumulated_gradient": N_(
        "Gradients of more than one backward pass were added up: .grad is added to, never overwritten."
    ),
    "accumulation_wrong": N_(
        "The returned loss is right, but the gradients are not its derivative: look at what each part adds, and with which weight."
    ),
    "always_scaled": N_(
        "What is below the limit is scaled as well. Scale only where the norm is larger than the limit."
    ),
    "another_length": N_(
        "The direction is right and the length is not: look at the factor, and at when it is applied."
    ),
    "another_value_returned": N_(
        "The work is done, and another value than the one that the task asks for is returned."
    ),
    "attribute_typo": N_("An attribute is misspelt, so setting it changes nothing."),
    "backward_named_not_called": N_("backward is named but not called: the parentheses are missing."),
    "backward_not_called": N_(
        "No backward pass was seen, so autograd never computed a gradient. Values written by hand do not count."
    ),
    "backward_wrong": N_(
        "The forward is right. The derivative by formula is not what numeric differentiation of it gives."
    ),
    "broadcast_blow_up": N_(
        "A result has more dimensions than expected: two shapes were broadcast against each other by accident."
    ),
    "create_graph_missing": N_(
        "The derivative carries no graph, so it cannot be differentiated again. Ask autograd to keep one."
    ),
    "defined_not_called": N_("A function is defined but never called, so nothing in it happens."),
    "degenerate_choice": N_("With the values that you chose, nothing can be told from the result. Choose others."),
    "depends_on_earlier_calls": N_("The result depends on earlier calls: something is kept from one call to the next."),
    "detach_missing": N_(
        "A path through the graph is still open that the task wants cut: gradients flow where they should not."
    ),
    "device_unavailable": N_("The program asks for a device that is not there."),
    "different_trajectory": N_(
        "The training takes another course than the task describes, even if it arrives: check order, step and loss."
    ),
    "direction_changed": N_("The direction changed: not everything is multiplied by the same factor."),
    "diverged": N_("The loss grows without bound: the steps are too large, or they go the wrong way."),
    "error_not_caught": N_(
        "torch refuses as it should, and nothing catches the error: it ends the program before its end. Use try and except."
    ),
    "exception_swallowed": N_("An error is caught and ignored, so the program goes on without its gradient."),
    "flag_not_set": N_("The error was raised and caught, and the variable that should say so does not say True."),
    "forward_wrong": N_("The gradient fits your own forward computation. What differs from the task is the forward."),
    "frozen_parameter_tracked": N_("A parameter that should be frozen is tracked."),
    "frozen_parameter_trained": N_("A parameter that should stay as it is was trained."),
    "given_not_replaceable": N_(
        "A value of the task is used in a way that cannot be followed. Bind it to its name in the plain way."
    ),
    "gradient_does_not_fit": N_("A gradient that comes back does not have the shape of its input."),
    "gradient_is_none": N_("A gradient is None where one is needed."),
    "gradient_not_cleared": N_("The gradient of the last step was left behind. Clear it after each update."),
    "gradient_not_stored": N_(
        "A gradient was computed but not kept: torch.autograd.grad returns it and leaves .grad alone."
    ),
    "gradient_zeroed_after_backward": N_("A gradient was there and was cleared again before the end of the program."),
    "graph_already_freed": N_("The graph was used twice, and a backward pass frees it."),
    "graph_cut": N_(
        "The graph is interrupted: detach(), .data, .item(), no_grad() or a new tensor made from old values cuts it."
    ),
    "graph_kept": N_(
        "A value that is only looked at later is kept with its whole graph. Keep its number: item() takes it out."
    ),
    "graph_wrong": N_(
        "The forward is right, but the gradient is not its derivative: the graph between them is cut in part, or open too far."
    ),
    "hard_coded": N_(
        "The program is right with the numbers of the task and wrong with others: something is typed in, not computed."
    ),
    "in_place_on_leaf": N_("A tracked leaf was changed in place."),
    "input_changed": N_(
        "Something that was handed in is changed. It belongs to the caller: compute a new tensor instead."
    ),
    "integer_requires_grad": N_(
        "A tensor of whole numbers cannot be tracked: gradients need floating point. Write 2.0 rather than 2."
    ),
    "iterator_exhausted": N_(
        "A generator can be walked through once; the second time it is empty. Make a list of it first."
    ),
    "library_call_instead": N_("A function of torch does what should be written here. Write the steps out yourself."),
    "mask_inverted": N_("The mask is the wrong way round: what should be left out counts, and the rest does not."),
    "mask_missing": N_("Something that should be left out counts as well: a mask is missing."),
    "mean_instead_of_sum": N_("A mean stands where a sum is asked."),
    "missing_requires_grad": N_("An input is not tracked: it was created without requires_grad=True."),
    "module_init_missing": N_("The module's __init__ must call super().__init__() first."),
    "no_error_shown": N_(
        "The lesson asks for two shapes that do not fit, and torch never complained about sizes here."
    ),
    "non_leaf_gradient": N_(
        "The name stands for the result of an operation, not for the leaf itself; autograd keeps gradients of leaves."
    ),
    "norm_of_each_part": N_(
        "Each part is clipped by a norm of its own. Take one norm over all parts together, and one factor for all."
    ),
    "not_converged": N_(
        "The training stops too early: there are fewer steps than the task asks for, or they are too small."
    ),
    "not_finite": N_("A value is infinite or not a number."),
    "not_plain_numbers": N_("The losses are kept, but not as plain Python numbers: .item() makes one of a tensor."),
    "not_printed": N_("The task asks to print this value."),
    "only_last_part_left": N_(
        "Only the gradient of the last part is left: those of the others were cleared or overwritten."
    ),
    "out_of_range": N_("A value that you chose or drew lies outside the range that the task names."),
    "parameter_not_registered": N_("A parameter is not registered with its module: wrap it in nn.Parameter."),
    "parameter_not_trained": N_("A parameter that should be trained stayed as it was."),
    "printed_only": N_("Results are printed but kept in no variable, so there is nothing to look at."),
    "result_dropped": N_(
        "A new tensor is computed and then dropped, so what should change stays as it is. Assign it, or work in place."
    ),
    "scaled_gradient": N_("The gradient is off by a constant factor."),
    "side_effect_on_gradients": N_(
        "The function changes gradients that belong to its caller: it adds something to .grad, or clears it."
    ),
    "side_effect_on_mode": N_(
        "A module was switched to another mode, train() or eval(), and not back: its owner finds it changed."
    ),
    "side_effect_on_parameters": N_(
        "The function changes parameters that it should leave alone: their values, or whether they are tracked."
    ),
    "some_inputs_only": N_(
        "The result is right for some inputs and wrong for others. Look for a case that is left out."
    ),
    "stale_gradients_kept": N_(
        "Gradients from before are still in .grad and count as well: clear them before the first backward pass."
    ),
    "state_outside_ctx": N_(
        "What backward needs is not kept in ctx, so the next call overwrites it before it is used."
    ),
    "sum_instead_of_mean": N_("A sum stands where a mean is asked."),
    "tracking_switched": N_(
        "Tracking is switched on or off for something that was handed in. It belongs to the caller: track a tensor of your own."
    ),
    "transposed": N_("Rows and columns are exchanged."),
    "unstable_formula": N_(
        "The formula is right on paper; with large numbers it overflows, or loses its digits. Rearrange it."
    ),
    "update_ascends": N_("The loss rises: the update adds the gradient where it should subtract it."),
    "update_lost": N_("The updates have no effect: the loss stays the same from step to step."),
    "update_replaces_parameter": N_(
        "The update makes a new tensor that is not tracked any more, instead of changing the parameter."
    ),
    "upstream_gradient_ignored": N_(
        "backward leaves out the gradient that it is handed: the chain rule multiplies by it."
    ),
    "value_is_not_a_tensor": N_("A name holds a plain Python value where a tensor is expected."),
    "weights_of_parts_wrong": N_("The parts are added with the wrong weights: each counts by its share of the whole."),
    "whole_batch_at_once": N_(
        "The graph of the whole batch is held at once. Run the backward pass for each part before the next begins."
    ),
    "wrong_dimension": N_("A sum, norm, mean or maximum runs over another dimension than the task describes."),
    "wrong_dtype": N_("A tensor has a dtype that the task does not allow."),
    "wrong_formula": N_("A value is computed by another formula than the task describes."),
    "wrong_given_value": N_("A value that the task gives was typed differently."),
    "wrong_norm": N_(
        "The norm is another one than the 2-norm of everything together: add up all squares, and take one root at the end."
    ),
    "wrong_shape": N_("A tensor has another shape than the task describes."),
    "wrong_sign": N_("The gradient has the wrong sign."),
    "wrong_step_count": N_(
        "There is not one loss for each step: check how often the loop runs, and what goes into the list."
    ),
    "wrong_tensor_detached": N_("detach() was applied to another tensor than the task describes."),
    "wrong_variable": N_("A gradient or value belongs to another variable."),
    "zero_grad_missing": N_("The gradient is never cleared between steps, so every step adds to the last."),
    "zero_grad_not_called": N_("The clearing of the gradient is named but not called: the parentheses are missing."),
    "zero_instead_of_none": N_(
        "The gradient is zero where it should be None: None says that no gradient ever arrived."
    ),
}
_UNKNOWN = N_("The program makes a mistake that is known for this exercise.")


def describe(code: str) -> Message:
    """What a misconception usually means, in general words."""
    return say(_TEXTS.get(code, _UNKNOWN))
