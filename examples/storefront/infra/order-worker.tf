variable "worker_image" {
  description = "Image of the order worker, with digest."
  type        = string
}

resource "aws_ecs_cluster" "shop" {
  name = "shop"
}

resource "aws_ecs_task_definition" "orders" {
  family                   = "order-worker"
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = 256
  memory                   = 512

  container_definitions = jsonencode([{
    name      = "worker"
    image     = var.worker_image
    essential = true
  }])
}

resource "aws_ecs_service" "orders" {
  name            = "order-worker"
  cluster         = aws_ecs_cluster.shop.id
  task_definition = aws_ecs_task_definition.orders.arn
  desired_count   = 2
  launch_type     = "FARGATE"

  network_configuration {
    subnets = data.aws_subnets.private.ids
  }
}

data "aws_subnets" "private" {
  tags = { Tier = "private" }
}
